"use client";
/** To name the house. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { api, told } from "@/api/client";
import { tell } from "@/look/surfaces/toast";
import { HOUSE, type House } from "./house";
import { TEXT } from "./messages";

export function useCalling() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: House) => told(api.PUT("/api/v1/settings/identity/house", { body })),
    // Said here: the form that asked is drawn anew by then, and hears no answer any more.
    onSuccess: (house) => {
      cache.setQueryData<House>(HOUSE, house);
      tell({ icon: Check, tone: "ok", fact: TEXT.kept({ name: house.name }) });
    },
  });
}
