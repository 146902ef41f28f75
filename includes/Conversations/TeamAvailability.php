<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;

/** Tells a visitor who asked for a person when the team is available. */
final class TeamAvailability {

	public function __construct( private readonly OfficeHours $hours ) {}

	/** A sentence in the language of the conversation; empty when the owner has set no office hours. */
	public function sentence( string $locale, \DateTimeImmutable $now ): string {
		if ( ! $this->hours->are_set() ) {
			return '';
		}
		return LocaleSwitcher::run(
			$locale,
			fn(): string => $this->hours->open_at( $now ) ? __( 'Our team is there at the moment.', 'aaia-chatbot' ) : $this->away( $now ),
		);
	}

	/** The sentence while nobody is there, or empty: said to visitors before they ask for a person. */
	public function away_sentence( string $locale, \DateTimeImmutable $now ): string {
		return $this->hours->open_at( $now ) ? '' : $this->sentence( $locale, $now );
	}

	private function away( \DateTimeImmutable $now ): string {
		$back = $this->hours->next_opening( $now );
		return null === $back
			? __( 'Our team is away at the moment.', 'aaia-chatbot' )
			: sprintf(
				/* translators: 1: day and date, 2: time. */
				__( 'Our team is away at the moment. It is there again on %1$s at %2$s.', 'aaia-chatbot' ),
				(string) wp_date( __( 'l, F j', 'aaia-chatbot' ), $back->getTimestamp() ),
				(string) wp_date( (string) get_option( 'time_format' ), $back->getTimestamp() ),
			);
	}
}
