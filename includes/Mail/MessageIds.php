<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;

/** Message-IDs that are the same whenever the same thing is sent, so that mailboxes recognise a repeat and keep threads. */
final class MessageIds {

	/** Of a delivery's mail, at every attempt. */
	public static function for_delivery( Delivery $delivery ): string {
		return 'delivery.' . $delivery->public_id . '@' . self::domain();
	}

	/** The root every mail about a conversation refers to. */
	public static function for_conversation( Conversation $conversation ): string {
		return 'conversation.' . $conversation->public_id . '@' . self::domain();
	}

	/** Of a mail that is sent once and stored nowhere. */
	public static function for_test( string $random ): string {
		return 'test.' . $random . '@' . self::domain();
	}

	/** Of all mails to the team, as a list (RFC 2919). */
	public static function list_id(): string {
		return 'aaia-alerts.' . self::domain();
	}

	/** The site's host, in the letters RFC 5322 allows. */
	private static function domain(): string {
		$host = wp_parse_url( home_url(), PHP_URL_HOST );
		$host = trim( (string) preg_replace( '/[^a-z0-9.-]+|\.{2,}/i', '-', is_string( $host ) ? $host : '' ), '.-' );
		return '' === $host ? 'localhost' : $host;
	}
}
