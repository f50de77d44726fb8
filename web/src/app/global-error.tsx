"use client";
import "@/look/index.css";
import { PageBroke } from "@/look/surfaces/trouble";

/** What is shown if even the frame of the pages breaks. */
export default function HouseBroke() {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <PageBroke again={() => window.location.reload()} />
      </body>
    </html>
  );
}
