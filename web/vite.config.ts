import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const server = process.env.YUANHENG_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  // Of vue-i18n, what these pages do not use.
  define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    // The browsers of domestic desktops are Chromium forks that lag years behind.
    target: 'chrome87',
    cssTarget: 'chrome87',
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        // Few requests at first load, and a page of ours never invalidates the libraries in the cache.
        manualChunks(id) {
          if (
            /\/node_modules\/(dayjs|element-plus\/es\/components\/(date-picker|date-picker-panel|time-picker))\//.test(
              id,
            )
          )
            return 'dates'
          if (
            /\/node_modules\/(element-plus|@element-plus|@popperjs|@floating-ui|async-validator|lodash[^/]*|@vueuse)\//.test(
              id,
            )
          )
            return 'element'
          if (/\/node_modules\/uqr\//.test(id)) return undefined
          if (id.includes('/node_modules/')) return 'vendor'
          if (/\/src\/(base|api|shell)\/|\/src\/i18n\/(index|zh)|\/resource\/(FormRow|resource\.)/.test(id))
            return 'app'
          // What lists, details and forms share.
          if (
            /\/src\/resource\/(?!.*Page|Import|FormRow|resource\.|ListPage|SearchForm|Pager|ViewMenu|ColumnSettings|ExportDialog|BulkDialog|DropFile|list\.|conditions)/.test(
              id,
            )
          )
            return 'records'
          return undefined
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: true } } },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'], restoreMocks: true },
})
