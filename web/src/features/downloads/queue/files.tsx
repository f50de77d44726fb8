"use client";
/** The files that came of a download, each to be kept on one's own device. */
import { HardDriveDownload } from "lucide-react";
import { base } from "@/api/base";
import { Worded } from "@/look/controls/worded";
import { tellRefused } from "@/look/surfaces/refused";
import type { Download } from "../download";
import { TEXT } from "../messages";
import { useFileLink } from "../queries";

export function Files({ download }: { download: Download }) {
  const link = useFileLink(download.id);
  const fetchIt = (index: number) =>
    link.mutate(index, { onSuccess: ({ url }) => follow(base() + url), onError: tellRefused });
  return download.files.map((file, index) => (
    <Worded
      key={file.path}
      icon={HardDriveDownload}
      word={TEXT.save}
      label={`${TEXT.saveFile}: ${file.path.split("/").at(-1)}`}
      isShut={link.isPending}
      onPress={() => fetchIt(index)}
    />
  ));
}

/** The link is good for a minute, and says itself that it is a file: the page stays. */
function follow(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
