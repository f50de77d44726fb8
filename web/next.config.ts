import type { NextConfig } from "next";

const MESSAGES = { loaders: ["./dev/icu.mjs"] };

// A static export, built for the root of a host. Behind a base path the gateway rewrites the addresses
// in `out/` when it starts (see README.md), and `src/api/base.ts` reads the path off the page.
const config: NextConfig = {
  output: "export",
  // Behind a base path, home is `/medianest/`: without its slash the router would ask for `/medianest.txt`,
  // which is not ours.
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  devIndicators: false,
  turbopack: { rules: { "**/messages.ts": MESSAGES, "**/meaning.ts": MESSAGES } },
  // `npm run types` checks the same rules; whoever only wants the pages need not wait for it twice.
  typescript: { ignoreBuildErrors: true },
};

export default config;
