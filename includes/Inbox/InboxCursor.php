<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Support\Ids;

/** Cursors of lists: encrypted positions, valid only for the list they were made for. */
final class InboxCursor {

	public function __construct( private readonly SecretBox $box ) {}

	/** @param list<string|int> $position */
	public function seal( array $position, InboxFilter $filter ): string {
		return Ids::base64url( $this->box->seal( (string) wp_json_encode( [ $filter->signature(), $position ] ) ) );
	}

	/** @return ?list<string|int> Null when the cursor is not valid for this list. */
	public function open( string $cursor, InboxFilter $filter ): ?array {
		$sealed = Ids::from_base64url( $cursor );
		$data   = null === $sealed ? null : json_decode( (string) $this->box->open( $sealed ), true );
		if ( ! is_array( $data ) || ( $data[0] ?? null ) !== $filter->signature() || ! is_array( $data[1] ?? null ) ) {
			return null;
		}
		$position = array_values( array_filter( $data[1], static fn( mixed $value ): bool => is_string( $value ) || is_int( $value ) ) );
		return [] === $position ? null : $position;
	}
}
