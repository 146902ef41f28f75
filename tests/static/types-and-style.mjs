/** The checkers that are programs of their own. */
import { run } from '../../tools/lib/run.mjs';

/** A check that passes when a program ends well; its last lines are the problem. */
const program = ( name, command, args ) => ( {
	name,
	async run( { root } ) {
		const { code, stdout, stderr } = await run( command, args, { cwd: root, check: false } );
		return code === 0 ? [] : `${ stdout }\n${ stderr }`.trim().split( '\n' ).slice( -60 );
	},
} );

const tsc = ( part ) => program(
	`TypeScript: ${ part }`,
	'node',
	[ 'node_modules/typescript/bin/tsc', '-p', `tsconfig.${ part }.json`, '--pretty', 'false' ]
);

export const checks = [
	program(
		'PHPStan, level 8, PHP 8.1 to 8.5',
		'php',
		[ 'vendor/bin/phpstan', 'analyse', '--no-progress', '--memory-limit=2G', '--error-format=raw' ]
	),
	program(
		'PHPStan of the PHP tests, level 2',
		'php',
		[ 'vendor/bin/phpstan', 'analyse', '-c', 'tests/static/phpstan/tests.neon', '--no-progress', '--memory-limit=2G', '--error-format=raw' ]
	),
	program( 'PHP style', 'php', [ 'vendor/bin/php-cs-fixer', 'fix', '--dry-run', '--diff' ] ),
	tsc( 'widget' ),
	tsc( 'admin' ),
	tsc( 'tests' ),
	program( 'ESLint', 'node', [ 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0' ] ),
];
