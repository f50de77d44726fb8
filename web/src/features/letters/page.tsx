"use client";
/** The letters of the house, one by one, as they read. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, told } from "@/api/client";
import { useNow } from "@/browser/now";
import { Only } from "@/features/session/only";
import { Choice } from "@/look/controls/choice";
import { ReadTrouble } from "@/look/surfaces/broken";
import { type Group, groupsOf } from "./groups";
import { GROUPS, LOCALES, letterSaid, TEXT } from "./messages";

export function LettersPage() {
  return (
    <Only may="settings.manage">
      <Letters />
    </Only>
  );
}

function Letters() {
  const now = useNow();
  const [chosen, choose] = useState<string | null>(null);
  const [locale, setLocale] = useState("en");
  const list = useQuery({
    queryKey: ["letters"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => told(api.GET("/api/v1/settings/notify/templates", { signal })),
  });
  const groups = groupsOf(list.data?.items ?? []);
  const name = chosen ?? groups[0]?.names[0] ?? null;
  return (
    <>
      <h1 className="say">
        {TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      <ReadTrouble title={TEXT.failedTitle} read={list} now={now} />
      {list.data ? (
        <div className="letters">
          <Names groups={groups} chosen={name} onChoose={choose} />
          <div className="stack gap-4">
            {list.data.locales.length > 1 ? (
              <Choice
                label={TEXT.language}
                options={list.data.locales.map((value) => ({
                  value,
                  label: LOCALES[value] ?? value,
                }))}
                chosen={locale}
                onChoose={setLocale}
                isQuiet
              />
            ) : null}
            {name ? <Letter name={name} locale={locale} /> : null}
          </div>
        </div>
      ) : null}
    </>
  );
}

type NamesProps = {
  groups: readonly Group[];
  chosen: string | null;
  onChoose: (name: string) => void;
};

/** In groups beside the letter; on a phone, where there is no beside, as one field. */
function Names({ groups, chosen, onChoose }: NamesProps) {
  return (
    <>
      <nav className="names" aria-label={TEXT.which}>
        {groups.map(({ about, names }) => (
          <div key={about}>
            <h2 className="legend">{GROUPS[about]}</h2>
            {names.map((name) => (
              <button
                key={name}
                type="button"
                className="nav"
                aria-current={name === chosen ? "true" : undefined}
                onClick={() => onChoose(name)}
              >
                {letterSaid(name)}
              </button>
            ))}
          </div>
        ))}
      </nav>
      <select
        className="select narrow-only"
        aria-label={TEXT.which}
        value={chosen ?? undefined}
        onChange={({ target }) => onChoose(target.value)}
      >
        {groups.map(({ about, names }) => (
          <optgroup key={about} label={GROUPS[about]}>
            {names.map((name) => (
              <option key={name} value={name}>
                {letterSaid(name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

function Letter({ name, locale }: { name: string; locale: string }) {
  const now = useNow();
  const read = useQuery({
    queryKey: ["letters", name, locale],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/settings/notify/templates/{name}", {
          params: { path: { name }, query: { locale } },
          signal,
        }),
      ),
  });
  if (read.isPending) return <div className="sk block appear" />;
  if (!read.data) return <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />;
  return (
    <article className="panel paper" aria-label={letterSaid(name)} aria-live="polite">
      <h2 className="h3">{read.data.title}</h2>
      <pre>{read.data.text}</pre>
    </article>
  );
}
