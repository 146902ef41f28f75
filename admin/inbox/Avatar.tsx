/** A round mark with initials, in a colour of its own that white reads well on. */
export function Avatar( { name, kind }: { name: string; kind: 'visitor' | 'agent' | 'assistant' } ) {
	const hue = [ ...name ].reduce( ( sum, letter ) => ( sum * 31 + ( letter.codePointAt( 0 ) ?? 0 ) ) % 360, 7 );
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
