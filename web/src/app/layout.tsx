import "@fontsource-variable/bricolage-grotesque/wdth.css";
import "@fontsource-variable/atkinson-hyperlegible-next/index.css";
import "@fontsource-variable/atkinson-hyperlegible-mono/index.css";
import "@/look/index.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Toasts } from "@/look/surfaces/toast";
import { BOOT } from "./boot";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: "MediaNest", template: "%s · MediaNest" },
  description: "The house keeps good films.",
  robots: { index: false, follow: false },
  manifest: "/manifest.webmanifest",
  appleWebApp: { capable: true, title: "MediaNest", statusBarStyle: "black-translucent" },
  icons: { apple: "/icons/192.png" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "dark light",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-theme="dark" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; the gateway's policy names its hash */}
        <script dangerouslySetInnerHTML={{ __html: BOOT }} />
      </head>
      <body>
        <Providers>
          {children}
          <Toasts />
        </Providers>
      </body>
    </html>
  );
}
