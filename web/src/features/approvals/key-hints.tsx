"use client";
/** The keys by which one decides, and the way to switch them off. */
import { useKeysWanted } from "@/browser/keys";
import { KEYS } from "./messages";

export function KeyHints() {
  const [wanted, want] = useKeysWanted();
  if (!wanted)
    return (
      <button type="button" className="why xs" onClick={() => want(true)}>
        {KEYS.on}
      </button>
    );
  const hints = [
    { keys: ["J", "K"], does: KEYS.move },
    { keys: ["X"], does: KEYS.select },
    { keys: ["A"], does: KEYS.approve },
    { keys: ["D"], does: KEYS.decline },
    { keys: ["Z"], does: KEYS.undo },
  ];
  return (
    <div className="keys">
      {hints.map(({ keys, does }) => (
        <span key={does}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {does}
        </span>
      ))}
      <button type="button" className="why" onClick={() => want(false)}>
        {KEYS.off}
      </button>
    </div>
  );
}
