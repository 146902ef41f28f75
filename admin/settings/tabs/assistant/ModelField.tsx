import { Button } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { listModels } from '../../../data/settings';
import { Help } from '../../fields/Help';
import { useField, useSettings } from '../../settings-context';
import { shownValue, typedOf } from '../../settings-state';
import { MODEL_SETTINGS, matching } from './models';
import type { KeyboardEvent } from 'react';

/** The model's name: typed, or chosen from the server's list, which is loaded when it is opened. */
export function ModelField() {
	const field = useField( 'model' );
	const { state } = useSettings();
	const server = [ 'base_url', 'api_key', 'allowed_local_hosts' ].map( ( key ) => String( shownValue( state, key ) ) ).join( '\n' );
	const [ names, setNames ] = useState< readonly string[] >( [] );
	const [ sentence, setSentence ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	const [ open, setOpen ] = useState( false );
	/** Text typed since the list was opened; empty shows all models. */
	const [ wanted, setWanted ] = useState( '' );
	const [ at, setAt ] = useState( -1 );
	const input = useRef< HTMLInputElement >( null );
	const list = useRef< HTMLUListElement >( null );
	const shown = matching( names, wanted );
	const optionId = ( index: number ): string => `${ field.id }-option-${ index }`;

	useEffect( () => {
		// The list belongs to another server now.
		setNames( [] );
		setSentence( '' );
		setOpen( false );
	}, [ server ] );
	useEffect( () => {
		list.current?.children[ at ]?.scrollIntoView( { block: 'nearest' } );
	}, [ at ] );

	const show = async (): Promise< void > => {
		input.current?.focus();
		setWanted( '' );
		setAt( -1 );
		if ( names.length > 0 ) {
			setOpen( true );
			return;
		}
		setBusy( true );
		try {
			const answer = await listModels( typedOf( state, MODEL_SETTINGS ) );
			setNames( answer.names );
			setSentence( answer.sentence );
			setOpen( answer.names.length > 0 );
			/* translators: %d: number of models. */
			const found = sprintf( _n( '%d model found.', '%d models found.', answer.names.length, 'aaia-chatbot' ), answer.names.length );
			speak( answer.sentence || found );
		} catch ( failure ) {
			setSentence( asProblem( failure ).message );
			speak( asProblem( failure ).message, 'assertive' );
		}
		setBusy( false );
	};
	const choose = ( name: string ): void => {
		field.set( name );
		setOpen( false );
		input.current?.focus();
	};
	const onKeyDown = ( event: KeyboardEvent ): void => {
		if ( event.key === 'ArrowDown' || event.key === 'ArrowUp' ) {
			event.preventDefault();
			if ( ! open ) {
				void show();
			} else if ( shown.length > 0 ) {
				setAt( ( at + ( event.key === 'ArrowDown' ? 1 : shown.length - ( at < 0 ? 0 : 1 ) ) ) % shown.length );
			}
		} else if ( event.key === 'Enter' && open ) {
			event.preventDefault();
			const name = shown[ at ];
			if ( name === undefined ) {
				setOpen( false );
			} else {
				choose( name );
			}
		} else if ( event.key === 'Escape' && open ) {
			event.preventDefault();
			setOpen( false );
		}
	};

	return (
		<div id={ field.id } className={ field.error ? 'aaia-field aaia-model is-wrong' : 'aaia-field aaia-model' }>
			<label className="components-base-control__label" htmlFor={ `${ field.id }-input` }>
				{ __( 'Model name', 'aaia-chatbot' ) }
			</label>
			<div
				className="aaia-model__row"
				onBlur={ ( event ) => ! event.currentTarget.contains( event.relatedTarget ) && setOpen( false ) }
			>
				<input
					ref={ input }
					id={ `${ field.id }-input` }
					type="text"
					role="combobox"
					className="components-text-control__input is-next-40px-default-size"
					value={ String( field.value ) }
					placeholder="gpt-4.1-mini"
					autoComplete="off"
					spellCheck={ false }
					dir="ltr"
					aria-expanded={ open }
					aria-controls={ `${ field.id }-list` }
					aria-autocomplete="list"
					aria-activedescendant={ open && at >= 0 ? optionId( at ) : undefined }
					aria-invalid={ field.error !== '' }
					aria-describedby={ `${ field.id }-help` }
					onKeyDown={ onKeyDown }
					onChange={ ( event ) => {
						field.set( event.target.value );
						setWanted( event.target.value );
						setAt( -1 );
						setOpen( names.length > 0 );
					} }
				/>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					isBusy={ busy }
					disabled={ busy }
					accessibleWhenDisabled
					onClick={ () => void show() }
				>
					{ __( 'Show models', 'aaia-chatbot' ) }
				</Button>
				<ul
					ref={ list }
					id={ `${ field.id }-list` }
					role="listbox"
					aria-label={ __( 'Models of the server', 'aaia-chatbot' ) }
					hidden={ ! open || shown.length === 0 }
				>
					{ shown.map( ( name, index ) => (
						// eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keyboard (ARIA: combobox).
						<li
							key={ name }
							id={ optionId( index ) }
							role="option"
							aria-selected={ index === at }
							dir="ltr"
							onMouseDown={ ( event ) => event.preventDefault() }
							onClick={ () => choose( name ) }
						>
							{ name }
						</li>
					) ) }
				</ul>
			</div>
			<p id={ `${ field.id }-help` } className="components-base-control__help">
				<Help field={ field } />
				{ sentence !== '' && <span className="aaia-field__note">{ sentence }</span> }
			</p>
		</div>
	);
}
