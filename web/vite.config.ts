import { defineConfig } from 'vitest/config';

// `npm run dev` talks to a server on this port: the fake one (`npm run fake`), or a real one.
const server = process.env['GOLOOM_SERVER'] ?? 'http://127.0.0.1:18101';

export default defineConfig({
  build: {
    target: 'es2023',
    // No data: URLs: the server's content security policy allows only its own origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    port: 18100,
    strictPort: true,
    proxy: { '/api': { target: server, ws: true } },
  },
  test: {
    environment: 'happy-dom',
    include: ['test/**/*.test.{ts,tsx}'],
  },
});
