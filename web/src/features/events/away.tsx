/** Which parts of the house did not answer, so that nobody takes silence for peace. */
import { CloudOff } from "lucide-react";
import { listed } from "@/language/figures";
import { Note } from "@/look/surfaces/note";
import { SERVICE, TEXT } from "./messages";

export function Away({ missing }: { missing: readonly (keyof typeof SERVICE)[] }) {
  if (missing.length === 0) return null;
  return (
    <div className="mt-4">
      <Note icon={CloudOff} tone="warn" role="status">
        {TEXT.missing({ parts: listed(missing.map((one) => SERVICE[one])) })}
      </Note>
    </div>
  );
}
