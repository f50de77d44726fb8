import { defineConfig } from "vitest/config";
import { icu } from "./dev/icu.mjs";

export default defineConfig({
  plugins: [icu],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
