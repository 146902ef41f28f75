/** ESLint: strict TypeScript, hooks, accessible markup, WordPress's spacing. */
import stylistic from '@stylistic/eslint-plugin';
import hooks from 'eslint-plugin-react-hooks';
import a11y from 'eslint-plugin-jsx-a11y';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{
		ignores: [ 'node_modules/', 'vendor/', 'build/', 'dist/', '.cache/', 'languages/', 'test-results/', 'playwright-report/', 'src/wire/' ],
	},
	{
		files: [ '**/*.{ts,tsx,mjs,cjs}' ],
		extends: [ ...tseslint.configs.recommended ],
		plugins: { '@stylistic': stylistic, 'react-hooks': hooks },
		rules: {
			eqeqeq: [ 'error', 'always', { null: 'ignore' } ],
			'no-console': 'error',
			'no-eval': 'error',
			'no-implied-eval': 'error',
			'no-new-func': 'error',
			'no-restricted-properties': [
				'error',
				{ property: 'innerHTML', message: 'Build nodes; never parse markup.' },
				{ property: 'outerHTML', message: 'Build nodes; never parse markup.' },
				{ property: 'insertAdjacentHTML', message: 'Build nodes; never parse markup.' },
			],
			'no-restricted-syntax': [
				'error',
				{ selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
				{ selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'Build nodes; never parse markup.' },
			],
			'no-var': 'error',
			'prefer-const': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [ 'error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' } ],
			'@typescript-eslint/consistent-type-imports': [ 'error', { fixStyle: 'inline-type-imports' } ],
			'react-hooks/rules-of-hooks': 'error',
			'react-hooks/exhaustive-deps': 'error',
			'@stylistic/indent': [
				'error',
				'tab',
				{ SwitchCase: 1, ignoredNodes: [ 'ConditionalExpression', 'TemplateLiteral *', 'TSUnionType', 'CallExpression' ] },
			],
			'@stylistic/no-mixed-spaces-and-tabs': 'error',
			'@stylistic/quotes': [ 'error', 'single', { avoidEscape: true, allowTemplateLiterals: 'always' } ],
			'@stylistic/semi': 'error',
			'@stylistic/space-in-parens': [ 'error', 'always', { exceptions: [ 'empty' ] } ],
			'@stylistic/array-bracket-spacing': [ 'error', 'always' ],
			'@stylistic/object-curly-spacing': [ 'error', 'always' ],
			'@stylistic/template-curly-spacing': [ 'error', 'always' ],
			'@stylistic/comma-dangle': [
				'error',
				{
					arrays: 'always-multiline',
					objects: 'always-multiline',
					imports: 'always-multiline',
					exports: 'always-multiline',
					functions: 'only-multiline',
				},
			],
			'@stylistic/no-trailing-spaces': 'error',
			'@stylistic/eol-last': 'error',
			'@stylistic/keyword-spacing': 'error',
		},
	},
	{
		// A text for translators is one literal, whatever its length.
		files: [ '{widget,admin,src}/**/*.{ts,tsx}', 'tests/js/{widget,admin}/**/*.{ts,tsx}' ],
		rules: {
			'@stylistic/max-len': [ 'error', { code: 139, tabWidth: 1, ignorePattern: "^\\t*'[^']*',?$|__\\( '[^']*', 'aaia-chatbot' \\)" } ],
		},
	},
	{
		files: [ '{widget,admin,src}/**/*.tsx' ],
		...a11y.flatConfigs.recommended,
		rules: {
			...a11y.flatConfigs.recommended.rules,
			// Regions that scroll must be reachable with the keyboard (axe asks for it), and keys may be heard on a group around its controls.
			'jsx-a11y/no-noninteractive-tabindex': 'off',
			'jsx-a11y/no-static-element-interactions': [ 'error', { handlers: [ 'onClick', 'onMouseDown', 'onMouseUp' ] } ],
		},
	},
	{
		files: [ '{tools,bench,tests}/**', '*.config.*', '**/*.test.{ts,tsx}', '**/*.d.ts' ],
		rules: {
			'no-console': 'off',
			'no-restricted-properties': 'off',
			'no-restricted-syntax': 'off',
			'@typescript-eslint/no-require-imports': 'off',
			'react-hooks/rules-of-hooks': 'off',
		},
	}
);
