import { Button, Modal, SearchControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { addCannedReply, deleteCannedReply } from '../../data/canned-replies';
import type { CannedReply } from '../../../src/wire/wire';
import { ExamplesOffer } from './ExamplesOffer';
import { findReplies } from './find';
import { Failed } from './ReplyPicker';
import { ReplyForm } from './ReplyForm';
import type { CannedRepliesState } from './use-canned-replies';

/** What the dialog shows: the list, a new reply with some text, or one that is changed. */
type View = { kind: 'list' } | { kind: 'new'; text: string } | { kind: 'edit'; reply: CannedReply };

/** What was done last, with a way back where there is one. */
interface Done {
	text: string;
	undo?: () => void;
}

/** A dialog to write, change and delete canned replies. `text`: begins with a new one that says this. */
export function ManageReplies( { replies, text, onClose }: { replies: CannedRepliesState; text: string; onClose: () => void } ) {
	const { known, problem, load, set } = replies;
	const [ view, setView ] = useState< View >( text === '' ? { kind: 'list' } : { kind: 'new', text } );
	const [ query, setQuery ] = useState( '' );
	const [ done, setDone ] = useState< Done | null >( null );
	const [ dirty, setDirty ] = useState( false );
	const [ held, setHeld ] = useState( false );
	const found = findReplies( known?.items ?? [], query );
	const shown = useRef< HTMLDivElement >( null );
	const isFirst = useRef( true );

	useEffect( () => {
		// What had the keyboard is gone: a form that was closed, a button of a deleted reply.
		if ( ! isFirst.current && view.kind === 'list' ) {
			shown.current?.querySelector< HTMLElement >( done?.undo ? '[role="status"] button' : 'input' )?.focus();
		}
		isFirst.current = false;
	}, [ view.kind, done ] );

	const show = ( to: View ): void => {
		setView( to );
		setDone( null );
		setDirty( false );
		setHeld( false );
	};
	const saved = ( reply: CannedReply ): void => {
		show( { kind: 'list' } );
		/* translators: %s: code of a canned reply. */
		setDone( { text: sprintf( __( '/%s is saved.', 'aaia-chatbot' ), reply.code ) } );
		load( true );
	};
	const remove = ( reply: CannedReply ): void => {
		const back = (): void => {
			addCannedReply( {
				code: reply.code,
				title: reply.title,
				folder: reply.folder,
				text: reply.text,
				shared: reply.shared,
			} ).then( saved, ( failure ) => setDone( { text: asProblem( failure ).message } ) );
		};
		deleteCannedReply( reply.id ).then( () => {
			/* translators: %s: code of a canned reply. */
			setDone( { text: sprintf( __( '/%s is deleted.', 'aaia-chatbot' ), reply.code ), undo: back } );
			load( true );
		}, ( failure ) => {
			setDone( { text: asProblem( failure ).message } );
			load( true );
		} );
	};
	const title = view.kind === 'list'
		? __( 'Canned replies', 'aaia-chatbot' )
		: view.kind === 'new'
		? __( 'New canned reply', 'aaia-chatbot' )
		/* translators: %s: code of a canned reply. */
		: sprintf( __( 'Change /%s', 'aaia-chatbot' ), view.reply.code );
	return (
		<Modal
			title={ title }
			size="large"
			className="aaia-manage-replies"
			shouldCloseOnClickOutside={ false }
			onRequestClose={ () => dirty ? setHeld( true ) : onClose() }
		>
			{ view.kind !== 'list' ? (
				<ReplyForm
					key={ view.kind === 'edit' ? view.reply.id : 'new' }
					reply={ view.kind === 'edit' ? view.reply : null }
					text={ view.kind === 'new' ? view.text : '' }
					folders={ [ ...new Set( ( known?.items ?? [] ).map( ( { folder } ) => folder ).filter( ( folder ) => folder !== '' ) ) ] }
					isHeld={ held }
					onDirty={ setDirty }
					onSaved={ saved }
					onCancel={ () => show( { kind: 'list' } ) }
				/>
			) : (
				<div ref={ shown }>
					<div className="aaia-manage-replies__head">
						<SearchControl
							__nextHasNoMarginBottom
							label={ __( 'Search canned replies', 'aaia-chatbot' ) }
							placeholder={ __( 'Code, title or text', 'aaia-chatbot' ) }
							value={ query }
							onChange={ setQuery }
						/>
						<Button __next40pxDefaultSize variant="primary" onClick={ () => show( { kind: 'new', text: '' } ) }>
							{ __( 'New reply', 'aaia-chatbot' ) }
						</Button>
					</div>
					<p className="aaia-manage-replies__done" role="status">
						{ done?.text }{ ' ' }
						{ done?.undo && <Button variant="link" onClick={ done.undo }>{ __( 'Undo', 'aaia-chatbot' ) }</Button> }
					</p>
					{ problem !== '' && <Failed problem={ problem } onRetry={ () => load( true ) } /> }
					{ known?.examples && <ExamplesOffer onDecided={ set } /> }
					{ known !== null && found.length === 0 && ! known.examples && (
						<p className="aaia-quiet">
							{ query === '' ? __( 'No canned replies yet.', 'aaia-chatbot' ) : __( 'Nothing found.', 'aaia-chatbot' ) }
						</p>
					) }
					<ul className="aaia-manage-replies__list">
						{ found.map( ( reply ) => (
							<li key={ reply.id }>
								<div className="aaia-manage-replies__about">
									<span className="aaia-reply__name">
										<bdi className="aaia-reply__code">{ `/${ reply.code }` }</bdi>
										<bdi>{ reply.title }</bdi>
									</span>
									<span className="aaia-quiet">
										{ reply.folder !== '' && <><bdi>{ reply.folder }</bdi>{ ' · ' }</> }
										{ reply.shared ? __( 'Shared', 'aaia-chatbot' ) : __( 'Personal', 'aaia-chatbot' ) }
									</span>
									<span className="aaia-reply__text" dir="auto">{ reply.text }</span>
								</div>
								{ reply.editable && (
									<div>
										<Button
											size="compact"
											variant="secondary"
											onClick={ () => show( { kind: 'edit', reply } ) }
											/* translators: %s: code of a canned reply. */
											aria-label={ sprintf( __( 'Change /%s', 'aaia-chatbot' ), reply.code ) }
										>
											{ __( 'Change', 'aaia-chatbot' ) }
										</Button>{ ' ' }
										<Button
											size="compact"
											variant="tertiary"
											isDestructive
											onClick={ () => remove( reply ) }
											/* translators: %s: code of a canned reply. */
											aria-label={ sprintf( __( 'Delete /%s', 'aaia-chatbot' ), reply.code ) }
										>
											{ __( 'Delete', 'aaia-chatbot' ) }
										</Button>
									</div>
								) }
							</li>
						) ) }
					</ul>
				</div>
			) }
		</Modal>
	);
}
