/** Jest: TypeScript through esbuild, a browser-like page by jsdom. Tests lie in tests/js (mirroring the sources) or beside them. */

const shared = {
	testEnvironment: '<rootDir>/tests/js/environment.cjs',
	transform: { '\\.(ts|tsx|js|mjs|css)$': '<rootDir>/tests/js/transform.cjs' },
	transformIgnorePatterns: [ '/node_modules/(?!(?:@wordpress|ai|@ai-sdk|preact|colord|is-plain-obj|memize|uuid|parsel-js)/)' ],
	testPathIgnorePatterns: [ '/node_modules/', '/vendor/', '/tests/e2e/', '/build/', '/.cache/' ],
	modulePathIgnorePatterns: [ '<rootDir>/.cache/', '<rootDir>/dist/', '<rootDir>/build/' ],
	restoreMocks: true,
	globals: { MARKDOWN_SCRIPT: 'markdown.js?ver=2', MORE_SCRIPT: 'more-fr_FR.js?ver=3', SCRIPTS_ARE_BESIDE: true, BUILD: '1' },
};

export default {
	projects: [
		{
			...shared,
			displayName: 'widget',
			testMatch: [ '<rootDir>/{src,widget}/**/*.test.{ts,tsx}', '<rootDir>/tests/js/{src,widget}/**/*.test.{ts,tsx}' ],
		},
		{ ...shared, displayName: 'admin', testMatch: [ '<rootDir>/admin/**/*.test.{ts,tsx}', '<rootDir>/tests/js/admin/**/*.test.{ts,tsx}' ] },
		{ ...shared, displayName: 'tools', testMatch: [ '<rootDir>/tests/js/tools/**/*.test.ts' ] },
	],
};
