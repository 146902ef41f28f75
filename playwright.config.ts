import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './tests/e2e/launch';

/**
 * End-to-end tests: real Chromium against a site installed from the built zip. One worker: the machine that checks has two cores.
 *
 * A project is named after the database of its site; the runner runs one after the other (tools/lib/e2e-tests.mjs).
 */
export default defineConfig( {
	testDir: 'tests/e2e',
	outputDir: '.cache/e2e',
	projects: [ { name: 'sqlite' }, { name: 'mariadb', testMatch: 'flow.spec.ts', outputDir: '.cache/e2e-mariadb' } ],
	fullyParallel: false,
	workers: 1,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	retries: 0,
	forbidOnly: true,
	reporter: [ [ 'list' ], [ 'json', { outputFile: process.env.AAIA_E2E_REPORT ?? '.cache/e2e-report.json' } ] ],
	use: {
		...devices[ 'Desktop Chrome' ],
		baseURL: process.env.AAIA_E2E_URL ?? '',
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
		launchOptions: launchOptions( process.env.AAIA_CHROMIUM ),
	},
} );
