"use client";
/** The letters of the house, one by one, as they read. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, told } from "@/api/client";
import { useNow } from "@/browser/now";
import { Only } from "@/features/session/only";
import { Choice } from "@/look/controls/choice";
import { ReadTrouble } from "@/look/surfaces/broken";
import { LOCALES, letterSaid, TEXT } from "./messages";

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
  const name = chosen ?? list.data?.items[1] ?? list.data?.items[0] ?? null;
  return (
    <>
      <h1 className="say">
        {TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      <ReadTrouble title={TEXT.failedTitle} read={list} now={now} />
      {list.data ? (
        <div className="letters">
          <nav className="names" aria-label={TEXT.which}>
            {list.data.items.map((one) => (
              <button
                key={one}
                type="button"
                className="nav"
                aria-current={one === name ? "true" : undefined}
                onClick={() => choose(one)}
              >
                {letterSaid(one)}
              </button>
            ))}
          </nav>
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
