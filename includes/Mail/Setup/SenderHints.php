<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail\Setup;

defined( 'ABSPATH' ) || exit;

/**
 * Reads what the DNS says about who may send mail for a domain, and explains it.
 *
 * SPF (RFC 7208), DMARC (RFC 7489), and DKIM (RFC 6376) when its selector is known.
 */
final class SenderHints {

	public function __construct( private readonly Resolver $resolver ) {}

	/**
	 * One finding for each record, in the current language.
	 *
	 * @param string $selector DKIM selector; empty when it is not known.
	 *
	 * @return list<array{record: string, state: 'good'|'missing'|'wrong'|'unknown', sentence: string, found: string}>
	 */
	public function for_domain( string $domain, string $selector = '' ): array {
		if ( 1 !== preg_match( '/\A(?=.{4,253}\z)(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}\z/i', $domain ) ) {
			return [];
		}
		$hints = [ $this->spf( $domain ), $this->dmarc( $domain ) ];
		if ( 1 === preg_match( '/\A[a-z0-9._-]{1,60}\z/i', $selector ) ) {
			$hints[] = $this->dkim( $domain, $selector );
		}
		return $hints;
	}

	/** @return array{record: string, state: 'good'|'missing'|'wrong'|'unknown', sentence: string, found: string} */
	private function spf( string $domain ): array {
		$records = $this->resolver->txt( $domain );
		$found   = $this->starting_with( $records, 'v=spf1' );
		if ( null === $records ) {
			return $this->hint( 'SPF', 'unknown', __( 'The SPF record could not be looked up from this server.', 'aaia-chatbot' ) );
		}
		if ( [] === $found ) {
			return $this->hint( 'SPF', 'missing', sprintf(
				/* translators: %s: domain name. */
				__( '%s has no SPF record: mailboxes cannot tell who may send for it. Ask your mail provider for the record to add.', 'aaia-chatbot' ),
				$domain
			) );
		}
		if ( count( $found ) > 1 ) {
			return $this->hint(
				'SPF',
				'wrong',
				/* translators: %s: domain name. */
				sprintf( __( '%s has more than one SPF record: mailboxes ignore them all. Merge them into one.', 'aaia-chatbot' ), $domain ),
				implode( ' | ', $found )
			);
		}
		return 1 === preg_match( '/\s\+?all\b/i', $found[0] )
			? $this->hint(
				'SPF',
				'wrong',
				__( 'The SPF record allows everybody to send (“+all”). End it with “~all” or “-all”.', 'aaia-chatbot' ),
				$found[0]
			)
			: $this->hint(
				'SPF',
				'good',
				__( 'There is an SPF record. Make sure that it names the server your e-mails are sent from.', 'aaia-chatbot' ),
				$found[0]
			);
	}

	/** @return array{record: string, state: 'good'|'missing'|'wrong'|'unknown', sentence: string, found: string} */
	private function dmarc( string $domain ): array {
		$records = $this->resolver->txt( '_dmarc.' . $domain );
		$parent  = implode( '.', array_slice( explode( '.', $domain ), -2 ) );
		$found   = $this->starting_with( $records, 'v=dmarc1' );
		if ( [] === $found && $parent !== $domain ) {
			$of_parent = $this->resolver->txt( '_dmarc.' . $parent );
			$found     = $this->starting_with( $of_parent, 'v=dmarc1' );
			$records ??= $of_parent;
		}
		if ( null === $records && [] === $found ) {
			return $this->hint( 'DMARC', 'unknown', __( 'The DMARC record could not be looked up from this server.', 'aaia-chatbot' ) );
		}
		if ( [] === $found ) {
			return $this->hint(
				'DMARC',
				'missing',
				sprintf(
					/* translators: %s: domain name. */
					__( '%s has no DMARC record. Large mail providers expect one; “v=DMARC1; p=none” is a good start.', 'aaia-chatbot' ),
					$domain,
				)
			);
		}
		return 1 === preg_match( '/;\s*p\s*=\s*(none|quarantine|reject)\b/i', $found[0] )
			? $this->hint( 'DMARC', 'good', __( 'There is a DMARC record.', 'aaia-chatbot' ), $found[0] )
			: $this->hint( 'DMARC', 'wrong', __( 'The DMARC record names no policy (“p=”): mailboxes ignore it.', 'aaia-chatbot' ), $found[0] );
	}

	/** @return array{record: string, state: 'good'|'missing'|'wrong'|'unknown', sentence: string, found: string} */
	private function dkim( string $domain, string $selector ): array {
		$records = $this->resolver->txt( $selector . '._domainkey.' . $domain );
		if ( null === $records ) {
			return $this->hint( 'DKIM', 'unknown', __( 'The DKIM record could not be looked up from this server.', 'aaia-chatbot' ) );
		}
		foreach ( $records as $record ) {
			if ( 1 === preg_match( '/(?:^|;)\s*p\s*=\s*[A-Za-z0-9+\/]/', $record ) ) {
				return $this->hint( 'DKIM', 'good', __( 'There is a DKIM key for this selector.', 'aaia-chatbot' ), mb_substr( $record, 0, 80 ) );
			}
		}
		return $this->hint(
			'DKIM',
			'missing',
			__( 'There is no DKIM key for this selector: signed e-mails cannot be verified.', 'aaia-chatbot' ),
			implode( ' | ', $records )
		);
	}

	/**
	 * @param ?list<string> $records
	 *
	 * @return list<string>
	 */
	private function starting_with( ?array $records, string $beginning ): array {
		return array_values( array_filter(
			$records ?? [],
			static fn( string $record ): bool => 0 === stripos( ltrim( $record ), $beginning )
		) );
	}

	/**
	 * @param 'good'|'missing'|'wrong'|'unknown' $state
	 *
	 * @return array{record: string, state: 'good'|'missing'|'wrong'|'unknown', sentence: string, found: string}
	 */
	private function hint( string $record, string $state, string $sentence, string $found = '' ): array {
		return [
			'record'   => $record,
			'state'    => $state,
			'sentence' => $sentence,
			'found'    => mb_substr( $found, 0, 300 ),
		];
	}
}
