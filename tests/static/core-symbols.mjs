/** WordPress 7.0 is enough: core functions, classes and methods newer than that are only used behind a guard. */
import { run } from '../../tools/lib/run.mjs';

export const checks = [
	{
		name: 'core symbols newer than WordPress 7.0 are guarded',
		async run( { root } ) {
			const { code, stdout, stderr } = await run( 'php', [ 'tests/static/support/core-symbols.php' ], { cwd: root, check: false } );
			return code === 0 ? stdout.split( '\n' ).filter( Boolean ) : [ stderr || stdout ];
		},
	},
];
