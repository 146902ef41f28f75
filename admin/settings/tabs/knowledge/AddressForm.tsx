import { Button, Notice, RadioControl, SelectControl, TextControl, TextareaControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { addAddresses, changeAddress, sentencesOf } from '../../../data/knowledge-pages';
import { paceNames } from './page-words';
import { count } from './words';
import type { AddressDraft } from '../../../data/knowledge-pages';
import type { WebAddress } from '../../../../src/wire/wire';

interface FormProps {
	/** Null adds new ones. */
	address: WebAddress | null;
	pageLimit: number;
	mostPages: number;
	onSaved: ( added: number ) => void;
	onCancel: () => void;
}

/** Adds addresses of other sites, or changes one. Refused input stays in the form. */
export function AddressForm( { address, pageLimit, mostPages, onSaved, onCancel }: FormProps ) {
	const [ draft, setDraft ] = useState< AddressDraft >( {
		urls: address?.url ?? '',
		kind: address?.kind ?? 'page',
		only_paths: address?.only_paths.join( '\n' ) ?? '',
		not_paths: address?.not_paths.join( '\n' ) ?? '',
		pace: address?.pace ?? 'weekly',
		page_limit: address?.page_limit ?? pageLimit,
	} );
	const [ problems, setProblems ] = useState< readonly string[] >( [] );
	const [ saving, setSaving ] = useState( false );
	const form = useRef< HTMLFormElement >( null );

	useEffect( () => form.current?.querySelector< HTMLElement >( 'input:checked, textarea, select' )?.focus(), [] );

	const save = async (): Promise< void > => {
		setSaving( true );
		try {
			const { urls, kind, ...choices } = draft;
			onSaved(
				address === null ? ( await addAddresses( { urls, kind, ...choices } ) ).items.length : ( await changeAddress( address, choices ), 1 )
			);
		} catch ( failure ) {
			const sentences = sentencesOf( failure );
			setProblems( sentences );
			speak( sentences.join( ' ' ), 'assertive' );
			setSaving( false );
		}
	};

	return (
		<form
			ref={ form }
			className="aaia-answer"
			aria-label={
				address === null ? __( 'Add pages of other sites', 'aaia-chatbot' ) : __( 'Edit an address', 'aaia-chatbot' )
			}
			noValidate
			onSubmit={ ( event ) => {
				event.preventDefault();
				void save();
			} }
		>
			{ address === null && (
				<>
					<RadioControl
						label={ __( 'What to read', 'aaia-chatbot' ) }
						selected={ draft.kind }
						options={ [
							{ value: 'page', label: __( 'Only the pages at these addresses', 'aaia-chatbot' ) },
							{
								value: 'sitemap',
								label: __( 'All pages of these sitemaps or sites', 'aaia-chatbot' ),
								description: __( 'Enter the address of a sitemap, or of a site to find its sitemaps.', 'aaia-chatbot' ),
							},
						] }
						onChange={ ( kind ) => setDraft( { ...draft, kind: kind === 'sitemap' ? 'sitemap' : 'page' } ) }
					/>
					<TextareaControl
						label={ __( 'Addresses, one per line', 'aaia-chatbot' ) }
						value={ draft.urls }
						rows={ 3 }
						dir="ltr"
						placeholder={ draft.kind === 'page' ? 'https://example.com/help/returns' : 'https://example.com/sitemap.xml' }
						onChange={ ( urls ) => setDraft( { ...draft, urls } ) }
						help={ __(
							'Only add public pages that you have the right to use: visitors see their text, with a link to the page.',
							'aaia-chatbot'
						) }
					/>
				</>
			) }
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Read them again', 'aaia-chatbot' ) }
				value={ draft.pace }
				options={ paceNames() }
				onChange={ ( pace ) => setDraft( { ...draft, pace } ) }
			/>
			{ draft.kind === 'sitemap' && (
				<>
					<TextareaControl
						label={ __( 'Only these paths (optional)', 'aaia-chatbot' ) }
						value={ draft.only_paths }
						rows={ 2 }
						dir="ltr"
						placeholder="/help/*"
						onChange={ ( paths ) => setDraft( { ...draft, only_paths: paths } ) }
						help={ __( 'One per line. Each is the start of a path; * matches anything, $ marks the end.', 'aaia-chatbot' ) }
					/>
					<TextareaControl
						label={ __( 'Paths to leave out (optional)', 'aaia-chatbot' ) }
						value={ draft.not_paths }
						rows={ 2 }
						dir="ltr"
						placeholder="/help/archive/*"
						onChange={ ( paths ) => setDraft( { ...draft, not_paths: paths } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						type="number"
						min={ 1 }
						max={ mostPages }
						label={ __( 'Maximum number of pages', 'aaia-chatbot' ) }
						value={ String( draft.page_limit ) }
						onChange={ ( typed ) => setDraft( { ...draft, page_limit: Number( typed ) } ) }
						help={ sprintf(
							/* translators: %s: number of pages. */ __( 'Up to %s. Every page makes the search a little slower.', 'aaia-chatbot' ),
							count( mostPages )
						) }
					/>
				</>
			) }
			{ problems.length > 0 && (
				<Notice status="error" spokenMessage="" onRemove={ () => setProblems( [] ) }>
					{ problems.length === 1 ? (
						problems[ 0 ]
					) : (
						<ul className="aaia-problems">
							{ problems.map( ( problem ) => (
								<li key={ problem } dir="auto">
									{ problem }
								</li>
							) ) }
						</ul>
					) }
				</Notice>
			) }
			<div className="aaia-library__acts">
				<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ saving } disabled={ saving } accessibleWhenDisabled>
					{ address === null ? __( 'Add', 'aaia-chatbot' ) : __( 'Save', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>
					{ __( 'Cancel', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}
