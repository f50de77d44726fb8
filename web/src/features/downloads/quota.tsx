"use client";
import { size } from "@/language/figures";
/** What is left for whoever looks: downloads this hour, bytes today, and room in all. */
import { Bar } from "@/look/progress/strand";
import { TEXT } from "./messages";
import { useAllowance } from "./queries";

const MOST_PIPS = 12;
const NEARLY = 0.9;

export function Quota() {
  const left = useAllowance().data;
  if (!left) return null;
  const { per_hour, used_this_hour, bytes_per_day, bytes_today, bytes_in_all_at_most } = left;
  if (per_hour === null && bytes_per_day === null && bytes_in_all_at_most === null) return null;
  return (
    <aside className="quota" aria-labelledby="quota">
      <h2 id="quota">{TEXT.left}</h2>
      {per_hour !== null ? <Hour used={used_this_hour} limit={per_hour} /> : null}
      {bytes_per_day !== null ? (
        <Meter name={TEXT.today} used={bytes_today} limit={bytes_per_day} />
      ) : null}
      {bytes_in_all_at_most !== null ? (
        <Meter name={TEXT.space} used={left.bytes_in_all} limit={bytes_in_all_at_most} />
      ) : null}
      <p className="xs dim">{TEXT.shared}</p>
    </aside>
  );
}

function Hour({ used, limit }: { used: number; limit: number }) {
  const left = Math.max(limit - used, 0);
  const words = TEXT.leftOf({ left, all: limit });
  const label = `${TEXT.thisHour}: ${words}`;
  return (
    <div className="meter">
      <Words name={TEXT.thisHour} said={words} />
      {limit > MOST_PIPS ? (
        <Bar share={left / limit} tone="going" label={label} />
      ) : (
        <div className="pips" role="img" aria-label={label}>
          {Array.from({ length: limit }, (_, pip) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pip is nothing but its place
            <i key={pip} className={pip < left ? "a" : ""} />
          ))}
        </div>
      )}
    </div>
  );
}

type MeterProps = { name: string; used: number; limit: number };

function Meter({ name, used, limit }: MeterProps) {
  const words = TEXT.usedOf({ used: size(used), all: size(limit) });
  const share = limit > 0 ? used / limit : 1;
  return (
    <div className="meter">
      <Words name={name} said={words} />
      <Bar share={share} tone={share > NEARLY ? "warn" : "idle"} label={`${name}: ${words}`} />
    </div>
  );
}

function Words({ name, said }: { name: string; said: string }) {
  return (
    <div className="flow between sm num">
      <span>{name}</span>
      <b>{said}</b>
    </div>
  );
}
