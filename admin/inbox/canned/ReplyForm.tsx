import { Button, CheckboxControl, TextareaControl, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { asProblem } from '../../data/api';
import { addCannedReply, changeCannedReply } from '../../data/canned-replies';
import type { CannedReplyFields } from '../../data/canned-replies';
import { pageFacts } from '../../data/page-facts';
import type { CannedReply } from '../../../src/wire/wire';
import { insert } from '../insert';
import { unknownVariables, VARIABLES, variableWord } from './variables';

/** Longest text, in characters; the server refuses more. */
const LONGEST = 4000;

type Phase = { kind: 'writing' } | { kind: 'saving' } | { kind: 'failed'; text: string };

/** A canned reply that is written or changed. What is typed stays when the server refuses it. */
export function ReplyForm( {
	reply,
	text,
	folders,
	isHeld,
	onDirty,
	onSaved,
	onCancel,
}: {
	/** The one to change; null for a new one. */
	reply: CannedReply | null;
	/** Text of a new one. */
	text: string;
	/** Folders there are, to choose from. */
	folders: readonly string[];
	/** Somebody tried to close the dialog with unsaved changes. */
	isHeld: boolean;
	onDirty: ( dirty: boolean ) => void;
	onSaved: ( reply: CannedReply ) => void;
	onCancel: () => void;
} ) {
	const before: CannedReplyFields = reply ?? { code: '', title: '', folder: '', text, shared: false };
	const [ fields, setFields ] = useState< CannedReplyFields >( before );
	const [ phase, setPhase ] = useState< Phase >( { kind: 'writing' } );
	const form = useRef< HTMLFormElement >( null );
	const unknown = unknownVariables( fields.text ).map( ( name ) => `{${ name }}` ).join( ', ' );
	const busy = phase.kind === 'saving';

	useEffect( () => form.current?.querySelector< HTMLInputElement >( 'input' )?.focus(), [] );
	const change = ( changed: Partial< CannedReplyFields > ): void => {
		setFields( { ...fields, ...changed } );
		onDirty( true );
	};
	const save = ( event: FormEvent ): void => {
		event.preventDefault();
		if ( busy ) {
			return;
		}
		setPhase( { kind: 'saving' } );
		const { code, title, folder, text: words, shared } = fields;
		const sent = { code, title, folder, text: words, shared };
		( reply === null ? addCannedReply( sent ) : changeCannedReply( reply.id, sent ) ).then(
			onSaved,
			( failure ) => setPhase( { kind: 'failed', text: asProblem( failure ).message } )
		);
	};
	const addVariable = ( name: string ): void => {
		const field = form.current?.querySelector( 'textarea' );
		if ( field ) {
			insert( field, `{${ name }}`, field.selectionStart, field.selectionEnd );
		}
	};
	return (
		<form ref={ form } className="aaia-reply-form" onSubmit={ save }>
			<div className="aaia-reply-form__line">
				<TextControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'Code', 'aaia-chatbot' ) }
					help={ __( 'What you type after the slash, such as “thanks”.', 'aaia-chatbot' ) }
					value={ fields.code }
					maxLength={ 41 }
					onChange={ ( code ) => change( { code } ) }
				/>
				<TextControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'Title', 'aaia-chatbot' ) }
					value={ fields.title }
					maxLength={ 120 }
					onChange={ ( title ) => change( { title } ) }
				/>
				<TextControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'Folder', 'aaia-chatbot' ) }
					help={ __( 'One that exists, or a new name. May stay empty.', 'aaia-chatbot' ) }
					list="aaia-reply-folders"
					value={ fields.folder }
					maxLength={ 60 }
					onChange={ ( folder ) => change( { folder } ) }
				/>
				<datalist id="aaia-reply-folders">{ folders.map( ( folder ) => <option key={ folder } value={ folder } /> ) }</datalist>
			</div>
			<TextareaControl
				__nextHasNoMarginBottom
				label={ __( 'Text', 'aaia-chatbot' ) }
				rows={ 4 }
				maxLength={ LONGEST }
				dir="auto"
				value={ fields.text }
				onChange={ ( words ) => change( { text: words } ) }
			/>
			<div className="aaia-reply-form__variables" role="group" aria-label={ __( 'Insert a variable', 'aaia-chatbot' ) }>
				{ VARIABLES.map( ( name ) => (
					<Button key={ name } size="small" variant="secondary" onClick={ () => addVariable( name ) }>
						{ variableWord( name ) }
					</Button>
				) ) }
			</div>
			<p className="aaia-quiet">
				{ __(
					'Variables are filled in when the reply is inserted. {visitor_name|dear visitor} says “dear visitor” where no name is known.',
					'aaia-chatbot'
				) }
			</p>
			{ unknown !== '' && (
				<p className="aaia-reply-form__warning" role="status">
					{ /* translators: %s: names in braces. */
						sprintf( __( 'No such variable: %s. It will stay as it is.', 'aaia-chatbot' ), unknown ) }
				</p>
			) }
			{ pageFacts().can.manage && (
				<CheckboxControl
					__nextHasNoMarginBottom
					label={ __( 'Shared with everybody who answers', 'aaia-chatbot' ) }
					checked={ fields.shared }
					onChange={ ( shared ) => change( { shared } ) }
				/>
			) }
			{ phase.kind === 'failed' && <p className="aaia-composer__error" role="alert">{ phase.text }</p> }
			{ isHeld && (
				<p className="aaia-composer__error" role="alert">{ __( 'This is not saved yet. Save or cancel first.', 'aaia-chatbot' ) }</p>
			) }
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button __next40pxDefaultSize type="submit" variant="primary" isBusy={ busy } disabled={ busy } accessibleWhenDisabled>
					{ __( 'Save', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}
