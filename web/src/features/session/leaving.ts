"use client";
/** The way out: it is over when the house says so, and not before. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { api, told } from "@/api/client";
import { problemIn } from "@/api/problem";
import { useGoInstead } from "@/browser/go";
import { forget } from "@/features/offline/forget";
import { stopListening, takeBack } from "@/features/telling/here";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";

export function useLeaving() {
  const cache = useQueryClient();
  const goInstead = useGoInstead();
  const left = () => {
    void stopListening();
    forget();
    cache.clear();
    goInstead("/login");
  };
  return useMutation({
    mutationFn: async () => {
      // As long as one is known: afterwards the house would let nobody take it back.
      await takeBack();
      await told(api.POST("/api/v1/auth/logout"));
    },
    onSuccess: left,
    onError: (error) => {
      const { kind, title } = problemIn(error);
      // Who is out already wanted nothing else.
      if (kind === "signed-out") left();
      else tell({ icon: CircleAlert, tone: "bad", fact: TEXT.stillIn, rest: title });
    },
  });
}
