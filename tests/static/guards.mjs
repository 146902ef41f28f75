/** PHP files of the zip lie where a browser can ask for them: each does nothing when it is opened by itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../tools/build.mjs';
import { run } from '../../tools/lib/run.mjs';
import { shippedFiles } from '../../tools/zip.mjs';

/** What stands before anything that runs: after `declare` and `namespace`, which PHP wants first. */
const GUARD =
	/^<\?php\s+(?:declare\(\s*strict_types\s*=\s*1\s*\);\s*)?(?:namespace [\w\\]+;\s*)?defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/;

/** Files opened side by side: each is a process that lives some milliseconds. */
const AT_ONCE = 4;

const withoutComments = ( code ) => code.replace( /^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)\n?/gm, '' );

async function phpFiles() {
	await build();
	return shippedFiles().filter( ( file ) => file.endsWith( '.php' ) );
}

async function guards( { root } ) {
	const files = await phpFiles();
	return files
		.filter( ( file ) => ! GUARD.test( withoutComments( readFileSync( join( root, file ), 'utf8' ) ) ) )
		.map( ( file ) => `${ file }: does not begin with defined( 'ABSPATH' ) || exit;` );
}

/** What a file says when PHP opens it as a web server would: a sentence, or nothing. */
async function opened( root, file ) {
	const { code, stdout, stderr } = await run(
		'php',
		[ '-n', '-d', 'error_reporting=-1', '-d', 'display_errors=stdout', '-d', 'log_errors=1', file ],
		{ cwd: root, check: false }
	);
	const said = `${ stdout }${ stderr }`.trim();
	return code === 0 && said === '' ? [] : [ `${ file }: opened by itself it ends with ${ code } and says: ${ said.slice( 0, 200 ) }` ];
}

async function directly( { root } ) {
	const files = await phpFiles();
	const problems = [];
	const next = async () => {
		for ( let file = files.pop(); file !== undefined; file = files.pop() ) {
			problems.push( ...( await opened( root, file ) ) );
		}
	};
	await Promise.all( Array.from( { length: AT_ONCE }, next ) );
	return problems.sort();
}

export const checks = [
	{ name: 'every PHP file of the zip begins with a guard', run: guards },
	{ name: 'every PHP file of the zip does nothing when it is opened by itself', run: directly },
];
