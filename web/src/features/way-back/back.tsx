import { Go } from "@/browser/go";
import { TEXT } from "./messages";

export function Back() {
  return (
    <Go className="why" to="/login">
      {TEXT.back}
    </Go>
  );
}
