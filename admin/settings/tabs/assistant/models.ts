/** Settings of the connection to a model server, which tests and the list of models read unsaved. */
export const MODEL_SETTINGS: readonly string[] = [ 'provider', 'base_url', 'api_key', 'model', 'allowed_local_hosts' ];

/** Most options shown at once; typing narrows them down. */
const OPTIONS = 100;

/** The models whose name contains the typed text; all if it is empty. */
export function matching( names: readonly string[], wanted: string ): string[] {
	const text = wanted.trim().toLowerCase();
	return names.filter( ( name ) => name.toLowerCase().includes( text ) ).slice( 0, OPTIONS );
}
