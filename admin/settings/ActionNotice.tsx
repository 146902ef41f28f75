import { Notice } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';

/**
 * What came of something the owner did, as soon as it is known: spoken, and brought into view, because the button may be far from it.
 */
export function ActionNotice( { ok, sentences, onRemove }: { ok: boolean; sentences: readonly string[]; onRemove: () => void } ) {
	const box = useRef< HTMLDivElement >( null );
	const text = sentences.join( ' ' );
	useEffect( () => {
		// In braces: newer browsers answer a promise here, which is no way to end an effect.
		box.current?.scrollIntoView( { block: 'nearest' } );
	}, [ text ] );
	return (
		<div ref={ box }>
			<Notice status={ ok ? 'success' : 'error' } spokenMessage={ text } onRemove={ onRemove }>
				{ sentences.length === 1 ? text : sentences.map( ( sentence ) => <p key={ sentence }>{ sentence }</p> ) }
			</Notice>
		</div>
	);
}
