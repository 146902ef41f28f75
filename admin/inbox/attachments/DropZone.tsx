import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Uploads } from './use-uploads';

/** Takes files that are dropped anywhere on the open conversation. Words and links that are dragged there go their own way. */
export function DropZone( { uploads: { limits, add } }: { uploads: Uploads } ) {
	const place = useRef< HTMLDivElement >( null );
	const [ over, setOver ] = useState( false );
	const take = useRef( add );
	take.current = add;
	const allowed = limits !== null;
	useEffect( () => {
		const thread = place.current?.closest< HTMLElement >( '.aaia-thread' );
		if ( ! thread || ! allowed ) {
			return undefined;
		}
		// Every element below tells of entering and leaving.
		let depth = 0;
		const on = ( event: DragEvent ): void => {
			if ( ! event.dataTransfer?.types.includes( 'Files' ) ) {
				return;
			}
			event.preventDefault();
			depth = event.type === 'dragenter' ? depth + 1 : event.type === 'dragleave' ? depth - 1 : event.type === 'drop' ? 0 : depth;
			setOver( depth > 0 );
			if ( event.type === 'drop' ) {
				take.current( [ ...event.dataTransfer.files ] );
			}
		};
		const kinds = [ 'dragenter', 'dragover', 'dragleave', 'drop' ] as const;
		kinds.forEach( ( kind ) => thread.addEventListener( kind, on ) );
		return () => kinds.forEach( ( kind ) => thread.removeEventListener( kind, on ) );
	}, [ allowed ] );
	return (
		<div ref={ place }>
			{ over && (
				<div className="aaia-drop__here">
					{ __( 'Drop files here', 'aaia-chatbot' ) }
					<small>{ limits?.hint }</small>
				</div>
			) }
		</div>
	);
}
