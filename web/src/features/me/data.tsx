"use client";
/** Everything the house knows of oneself, as one file. */
import { CloudOff, Download, Scissors } from "lucide-react";
import { SERVICE } from "@/features/events/messages";
import { Refusal } from "@/features/session/refusal";
import { listed } from "@/language/figures";
import { Note } from "@/look/surfaces/note";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";
import { useExport } from "./queries";

export function Data() {
  const data = useExport();
  const { missing = [], cut = [] } = data.data ?? {};
  const fetchIt = () => data.mutate(undefined, { onSuccess: (told) => keep(told) });
  return (
    <Part title={TEXT.data} rest={TEXT.dataRest}>
      {data.isError ? <Refusal error={data.error} /> : null}
      {missing.length > 0 ? (
        <Note icon={CloudOff} tone="warn" role="status">
          {TEXT.away({ parts: listed(missing.map((one) => SERVICE[one])) })}
        </Note>
      ) : null}
      {cut.length > 0 ? (
        <Note icon={Scissors} tone="warn" role="status">
          {TEXT.cut({ parts: listed(cut.map((one) => SERVICE[one])) })}
        </Note>
      ) : null}
      <button type="button" className="btn sec2 fit" disabled={data.isPending} onClick={fetchIt}>
        <Download className="ic" aria-hidden="true" />
        {data.isPending ? TEXT.fetchingData : TEXT.fetchData}
      </button>
    </Part>
  );
}

function keep(told: unknown): void {
  const file = URL.createObjectURL(
    new Blob([JSON.stringify(told, null, 2)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = file;
  link.download = "medianest-my-data.json";
  link.click();
  URL.revokeObjectURL(file);
}
