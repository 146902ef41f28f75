/**
 * A round mark with initials, in a colour of its own that white reads well on.
 *
 * A visitor's colour comes from their code, or from their contact's: the same for everybody, in every language, whatever the name.
 */
export function Avatar( { name, code = '', kind }: { name: string; code?: string; kind: 'visitor' | 'agent' | 'assistant' } ) {
	const hue = [ ...code ].reduce( ( sum, letter ) => ( sum * 31 + ( letter.codePointAt( 0 ) ?? 0 ) ) % 360, 7 );
	const style = kind === 'visitor' ? { backgroundColor: `hsl(${ hue } 45% 30%)` } : undefined;
	return (
		<span className={ `aaia-avatar is-${ kind }` } style={ style } aria-hidden="true">
			{ kind === 'assistant' ? '✦' : initials( name ) }
		</span>
	);
}

function initials( name: string ): string {
	const words = name.trim().split( /\s+/ );
	const letters = words.length > 1 ? [ words[ 0 ], words.at( -1 ) ] : [ words[ 0 ] ];
	return letters.map( ( word ) => [ ...( word ?? '' ) ][ 0 ] ?? '' ).join( '' ).toUpperCase() || '?';
}
