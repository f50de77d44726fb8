"use client";
/** What only the environment decides: shown with the name under which it stands there. */
import type { Got } from "@/api/answers";
import { listed, size } from "@/language/figures";
import { Part } from "@/look/surfaces/part";
import { FIXED, TEXT } from "./messages";

type Settings = Got<"/api/v1/settings/downloads/quality">["fixed"];

export function Fixed({ fixed }: { fixed: Settings }) {
  const rate = fixed.rate_bps;
  return (
    <Part title={TEXT.fixed} rest={TEXT.fixedRest}>
      <dl className="fixed">
        <Row label={FIXED.library} name="LIBRARY_DIR" value={fixed.library_dir} />
        <Row label={FIXED.work} name="WORK_DIR" value={fixed.work_dir} />
        <Row label={FIXED.reserve} name="MIN_FREE_BYTES" value={size(fixed.reserve_bytes)} />
        <Row label={FIXED.largest} name="MAX_FILE_BYTES" value={size(fixed.max_file_bytes)} />
        <Row
          label={FIXED.rate}
          name="RATE_BPS"
          value={rate === null ? FIXED.anyRate : FIXED.aSecond({ size: size(rate) })}
        />
        <Row label={FIXED.sites} name="EXTRACTORS" value={listed(fixed.sites)} />
      </dl>
    </Part>
  );
}

function Row({ label, name, value }: { label: string; name: string; value: string }) {
  return (
    <div>
      <dt className="soft">{label}</dt>
      <dd>
        {value}
        <code translate="no">MEDIANEST_DOWNLOADS_{name}</code>
      </dd>
    </div>
  );
}
