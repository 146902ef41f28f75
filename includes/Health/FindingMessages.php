<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Translated texts for findings, in the reader's language: for the Knowledge tab, both editors and the command line. */
final class FindingMessages {

	/** Short name of a kind of finding. */
	public static function name( FindingKind $kind ): string {
		return match ( $kind ) {
			FindingKind::DeadLink => __( 'Dead link', 'aaia-chatbot' ),
			FindingKind::Expired  => __( 'Outdated date', 'aaia-chatbot' ),
			FindingKind::Price    => __( 'Two prices', 'aaia-chatbot' ),
			FindingKind::Date     => __( 'Two dates', 'aaia-chatbot' ),
			FindingKind::Delay    => __( 'Two delays', 'aaia-chatbot' ),
			FindingKind::Phone    => __( 'Two phone numbers', 'aaia-chatbot' ),
			FindingKind::Email    => __( 'Two e-mail addresses', 'aaia-chatbot' ),
		};
	}

	/**
	 * The problem in one sentence.
	 *
	 * @param bool $same_page Whether both positions are on one page.
	 */
	public static function sentence( Finding $finding, bool $same_page = false ): string {
		if ( FindingKind::DeadLink === $finding->kind ) {
			return self::dead_link_reason( $finding );
		}
		if ( FindingKind::Expired === $finding->kind ) {
			$day = \DateTimeImmutable::createFromFormat( '!Y-m-d', $finding->detail, wp_timezone() );
			return sprintf(
				/* translators: %s: a date. */
				__( 'This ended on %s.', 'aaia-chatbot' ),
				false === $day ? $finding->location->value : (string) wp_date( (string) get_option( 'date_format' ), $day->getTimestamp() ),
			);
		}
		$value = $finding->location->value;
		$other = null === $finding->other ? '' : $finding->other->value;
		return $same_page
			/* translators: 1 and 2: values such as prices or phone numbers. */
			? sprintf( __( 'This page says %1$s in one place and %2$s in another.', 'aaia-chatbot' ), $value, $other )
			/* translators: 1 and 2: values such as prices or phone numbers. */
			: sprintf( __( 'This page says %1$s, another page says %2$s.', 'aaia-chatbot' ), $value, $other );
	}

	private static function dead_link_reason( Finding $finding ): string {
		return match ( $finding->reason ) {
			'missing'      => __( 'It leads to a page that your site does not have.', 'aaia-chatbot' ),
			'unpublished'  => __( 'It leads to a page of your site that visitors cannot see.', 'aaia-chatbot' ),
			/* translators: %d: HTTP status such as 404. */
			'status'       => sprintf( __( 'The page is not there any more (the server answers %d).', 'aaia-chatbot' ), $finding->status ),
			'unknown_host' => __( 'No server has this name.', 'aaia-chatbot' ),
			'timeout'      => __( 'The server does not answer.', 'aaia-chatbot' ),
			'tls'          => __( 'The server’s certificate is not valid.', 'aaia-chatbot' ),
			'inside'       => __( 'It leads into a private network, where visitors cannot follow.', 'aaia-chatbot' ),
			'redirects'    => __( 'It redirects endlessly.', 'aaia-chatbot' ),
			default        => __( 'The server cannot be reached.', 'aaia-chatbot' ),
		};
	}
}
