<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

/** A contact cannot be made, changed or merged like this; nothing was stored. */
final class ContactRefused extends \RuntimeException {

	/** @param 'empty'|'invalid'|'hidden'|'no_user'|'no_users'|'taken'|'many_identities'|'many_notes'|'same'|'merged'|'undone'|'merged_since' $reason */
	public function __construct(
		public readonly string $reason,
		public readonly ?Contact $contact = null,
		public readonly string $value = '',
	) {
		parent::__construct( $reason );
	}
}
