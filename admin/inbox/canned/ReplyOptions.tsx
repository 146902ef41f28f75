import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { CannedReply } from '../../../src/wire/wire';
import { fill } from './variables';
import type { Values } from './variables';

/** Characters of a text that a line of the list shows. */
const EXCERPT = 160;

export const optionId = ( list: string, reply: CannedReply | undefined ): string | undefined => reply && `${ list }-${ reply.id }`;

/** A list to choose a canned reply from; the keyboard stays in the field it belongs to. Under the names of folders unless `flat`. */
export function ReplyOptions( {
	id,
	replies,
	active,
	values,
	flat,
	onChoose,
}: {
	id: string;
	replies: readonly CannedReply[];
	/** The one that Enter inserts. */
	active: CannedReply | undefined;
	values: Values;
	flat: boolean;
	onChoose: ( reply: CannedReply ) => void;
} ) {
	const list = useRef< HTMLDivElement >( null );
	const shown = optionId( id, active );
	useEffect( () => {
		list.current?.querySelector( '[aria-selected="true"]' )?.scrollIntoView?.( { block: 'nearest' } );
	}, [ shown ] );
	const folders = flat ? [ '' ] : [ ...new Set( replies.map( ( { folder } ) => folder ) ) ];
	const option = ( reply: CannedReply ) => (
		<div
			key={ reply.id }
			id={ optionId( id, reply ) }
			role="option"
			aria-selected={ reply === active }
			className="aaia-reply"
			tabIndex={ -1 }
			// The field keeps the keyboard.
			onMouseDown={ ( event ) => event.preventDefault() }
			onClick={ () => onChoose( reply ) }
			onKeyDown={ ( event ) => event.key === 'Enter' && onChoose( reply ) }
		>
			<span className="aaia-reply__name">
				<bdi className="aaia-reply__code">{ `/${ reply.code }` }</bdi>
				<bdi>{ reply.title }</bdi>
				{ ! reply.shared && <span className="aaia-reply__own">{ __( 'Personal', 'aaia-chatbot' ) }</span> }
			</span>
			<span className="aaia-reply__text" dir="auto">{ fill( reply.text, values ).slice( 0, EXCERPT ) }</span>
		</div>
	);
	return (
		<div ref={ list } id={ id } role="listbox" aria-label={ __( 'Canned replies', 'aaia-chatbot' ) } className="aaia-replies">
			{ folders.map( ( folder ) => {
				const inside = flat ? replies : replies.filter( ( reply ) => reply.folder === folder );
				return folder === '' ? inside.map( option ) : (
					/* translators: %s: name of a folder. */
					<div key={ `folder ${ folder }` } role="group" aria-label={ sprintf( __( 'Folder %s', 'aaia-chatbot' ), folder ) }>
						<bdi className="aaia-replies__folder" aria-hidden="true">{ folder }</bdi>
						{ inside.map( option ) }
					</div>
				);
			} ) }
		</div>
	);
}
