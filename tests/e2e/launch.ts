/** How Chromium is started: Playwright's `launchOptions`. */
export const launchOptions = ( executablePath: string | undefined ) => ( {
	executablePath: executablePath ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
		'--disable-sync', '--disable-default-apps', '--disable-features=OptimizationHints,MediaRouter,Translate',
	],
} );
