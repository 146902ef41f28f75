import { Button, DropdownMenu, ExternalLink, MenuGroup, MenuItem, Spinner } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pencil } from '@wordpress/icons';
import { asProblem } from '../data/api';
import { loadWritingHelp, write } from '../data/writing';
import { safeHref } from '../shared/safe-href';
import type { WriteBody, WrittenText } from '../../src/wire/wire';

type Task = WriteBody[ 'task' ];

type Phase =
	| { kind: 'idle' }
	| { kind: 'working'; stop: () => void }
	| { kind: 'failed'; text: string }
	| { kind: 'written'; written: WrittenText }
	| { kind: 'used'; before: string; after: string };

export interface Writing {
	phase: Phase;
	start: ( task: Task, text: string ) => void;
	use: ( before: string ) => void;
	leave: () => void;
}

/** A text that the model or the knowledge suggests for a conversation, until it is used or not. */
export function useWriting( conversation: string ): Writing {
	const [ phase, setPhase ] = useState< Phase >( { kind: 'idle' } );
	const controller = useRef< AbortController | null >( null );
	useEffect( () => () => controller.current?.abort(), [ conversation ] );
	const leave = (): void => {
		controller.current?.abort();
		setPhase( { kind: 'idle' } );
	};
	return {
		phase,
		start: ( task, text ) => {
			controller.current?.abort();
			const { signal } = controller.current = new AbortController();
			setPhase( { kind: 'working', stop: leave } );
			write( conversation, task, text, signal ).then(
				( written ) => ! signal.aborted && setPhase( { kind: 'written', written } ),
				( failure ) => ! signal.aborted && setPhase( { kind: 'failed', text: asProblem( failure ).message } )
			);
		},
		use: ( before ) => setPhase( ( now ) => now.kind === 'written' ? { kind: 'used', before, after: now.written.text } : now ),
		leave,
	};
}

/** Improve, translate and shorten what is typed; or draft a reply from the knowledge, which needs no model. */
export function WritingHelpMenu( { writing, text }: { writing: Writing; text: string } ) {
	const [ model, setModel ] = useState< boolean | null >( null );
	const look = (): void => {
		// Without an answer nothing is offered that needs a model.
		loadWritingHelp().then( ( help ) => setModel( help.model ), () => setModel( false ) );
	};
	return (
		<DropdownMenu
			icon={ pencil }
			label={ __( 'Writing help', 'aaia-chatbot' ) }
			toggleProps={ { size: 'compact' } }
			popoverProps={ { placement: 'top-start' } }
			onToggle={ ( opens ) => opens && look() }
		>
			{ ( { onClose } ) => {
				const item = ( task: Task, label: string ) => (
					<MenuItem key={ task } disabled={ task !== 'draft' && text.trim() === '' } onClick={ () => {
						onClose();
						writing.start( task, text );
					} }>{ label }</MenuItem>
				);
				return (
					<>
						{ model && (
							<MenuGroup>
								{ item( 'improve', __( 'Improve', 'aaia-chatbot' ) ) }
								{ item( 'translate', __( 'Translate into the visitor’s language', 'aaia-chatbot' ) ) }
								{ item( 'shorten', __( 'Shorten', 'aaia-chatbot' ) ) }
							</MenuGroup>
						) }
						<MenuGroup>
							{ item( 'draft', __( 'Draft from the knowledge', 'aaia-chatbot' ) ) }
						</MenuGroup>
						{ model === false && (
							<p className="aaia-writing-help__why">
								{ __( 'Improving, translating and shortening need a language model, and none is configured.', 'aaia-chatbot' ) }
							</p>
						) }
					</>
				);
			} }
		</DropdownMenu>
	);
}

/** What was suggested, to be used or not; afterwards a way back while nothing else was typed. */
export function WrittenPreview( { writing, text, onUse }: {
	writing: Writing;
	/** What stands in the field. */
	text: string;
	/** Puts a text into the field in place of what stands there. */
	onUse: ( text: string ) => void;
} ) {
	const { phase } = writing;
	switch ( phase.kind ) {
		case 'idle': return null;
		case 'working':
			return (
				<div className="aaia-writing-help" role="status">
					<Spinner /> { __( 'Writing…', 'aaia-chatbot' ) }
					<Button variant="link" onClick={ phase.stop }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				</div>
			);
		case 'failed':
			return (
				<div className="aaia-writing-help" role="alert">
					<span>{ phase.text }</span>
					<Button variant="link" onClick={ writing.leave }>{ __( 'Close', 'aaia-chatbot' ) }</Button>
				</div>
			);
		case 'used':
			return text !== phase.after ? null : (
				<div className="aaia-writing-help" role="status">
					<span>{ __( 'The text was replaced.', 'aaia-chatbot' ) }</span>
					<Button variant="link" onClick={ () => {
						onUse( phase.before );
						writing.leave();
					} }>{ __( 'Undo', 'aaia-chatbot' ) }</Button>
				</div>
			);
		case 'written':
			return <Suggestion written={ phase.written } onDiscard={ writing.leave } onUse={ () => {
				writing.use( text );
				onUse( phase.written.text );
			} } />;
	}
}

function Suggestion( { written, onUse, onDiscard }: { written: WrittenText; onUse: () => void; onDiscard: () => void } ) {
	const box = useRef< HTMLDivElement >( null );
	useEffect( () => box.current?.focus(), [] );
	return (
		<div
			className="aaia-writing-help is-written"
			ref={ box }
			tabIndex={ -1 }
			role="group"
			aria-label={ __( 'Suggested text', 'aaia-chatbot' ) }
		>
			<p className="aaia-writing-help__text" dir="auto">{ written.text }</p>
			{ written.sources.length > 0 && (
				<p className="aaia-quiet">
					{ __( 'From:', 'aaia-chatbot' ) }{ ' ' }
					{ written.sources.map( ( { title, url }, place ) => {
						const href = safeHref( url );
						return (
							<span key={ place }>
								{ place > 0 && ' · ' }
								{ href ? <ExternalLink href={ href }>{ title }</ExternalLink> : title }
							</span>
						);
					} ) }
				</p>
			) }
			<div className="aaia-writing-help__foot">
				<Button size="compact" variant="primary" onClick={ onUse }>{ __( 'Use', 'aaia-chatbot' ) }</Button>
				<Button size="compact" variant="tertiary" onClick={ onDiscard }>{ __( 'Discard', 'aaia-chatbot' ) }</Button>
			</div>
		</div>
	);
}
