/** Settings by which a model server is reached: what a test or a list of models takes as typed. */
export const MODEL_SETTINGS: readonly string[] = [ 'provider', 'base_url', 'api_key', 'model', 'allowed_local_hosts' ];

/** Most options in sight: more are found by typing. */
const OPTIONS = 100;

/** The models whose name contains what was typed; all of them while nothing is. */
export function matching( names: readonly string[], wanted: string ): string[] {
	const text = wanted.trim().toLowerCase();
	return names.filter( ( name ) => name.toLowerCase().includes( text ) ).slice( 0, OPTIONS );
}
