"use client";
/** The field in which titles are looked for; what is typed stands in the address. */
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { TEXT } from "./messages";

const REST_MS = 300;

type Props = {
  words: string;
  find: (words: string) => void;
  label?: string;
  placeholder?: string;
};

export function SearchField({ words, find, label, placeholder }: Props) {
  const [typed, setTyped] = useState(words);
  const field = useRef<HTMLInputElement>(null);
  const isCarriedOver = useRef(words !== "");
  // Who began to type on another page goes on typing here.
  useEffect(() => {
    if (isCarriedOver.current) field.current?.focus();
  }, []);
  useEffect(() => {
    const rest = setTimeout(() => typed.trim() !== words && find(typed.trim()), REST_MS);
    return () => clearTimeout(rest);
  }, [typed, words, find]);
  return (
    <search>
      <form
        className="mt-6"
        onSubmit={(event) => {
          event.preventDefault();
          find(typed.trim());
        }}
      >
        <span className="field">
          <Search className="ic" aria-hidden="true" />
          <input
            ref={field}
            type="search"
            aria-label={label ?? TEXT.field}
            placeholder={placeholder ?? TEXT.placeholder}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
      </form>
    </search>
  );
}
