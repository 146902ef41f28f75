<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;

/** Tells a visitor who asked for a person when the team is available. */
final class TeamAvailability {

	/** From here on a day of the week alone could be taken for an earlier one. */
	private const WEEK = 7;

	public function __construct( private readonly OfficeHours $hours ) {}

	/** A sentence in the language of the conversation; empty when the owner has set no office hours. */
	public function sentence( string $locale, \DateTimeImmutable $now ): string {
		if ( ! $this->hours->are_set() ) {
			return '';
		}
		return LocaleSwitcher::run(
			$locale,
			fn(): string => $this->hours->open_at( $now ) ? __( 'We’re here right now.', 'aaia-chatbot' ) : $this->away( $now ),
		);
	}

	/** The sentence while nobody is there, or empty: said to visitors before they ask for a person. */
	public function away_sentence( string $locale, \DateTimeImmutable $now ): string {
		return $this->hours->open_at( $now ) ? '' : $this->sentence( $locale, $now );
	}

	private function away( \DateTimeImmutable $now ): string {
		$back = $this->hours->next_opening( $now );
		if ( null === $back ) {
			return __( 'We’re away right now.', 'aaia-chatbot' );
		}
		$today = $now->setTimezone( wp_timezone() )->setTime( 0, 0 );
		$days  = (int) $today->diff( $back->setTime( 0, 0 ) )->days;
		if ( 0 === $days ) {
			/* translators: %s: time, later today. */
			return sprintf( __( 'We’re away right now. We’re back at %s.', 'aaia-chatbot' ), $this->time( $back ) );
		}
		if ( $days < self::WEEK ) {
			/* translators: 1: day of the week, 2: time. */
			$sentence = __( 'We’re away right now. We’re back on %1$s at %2$s.', 'aaia-chatbot' );
			return sprintf( $sentence, (string) wp_date( 'l', $back->getTimestamp() ), $this->time( $back ) );
		}
		return sprintf(
			/* translators: 1: day and date, 2: time. */
			_x( 'We’re away right now. We’re back on %1$s at %2$s.', 'with a date', 'aaia-chatbot' ),
			(string) wp_date( __( 'l, F j', 'aaia-chatbot' ), $back->getTimestamp() ),
			$this->time( $back ),
		);
	}

	/** A time as the current language writes it; where that is by twelve hours, by twenty-four if the site's own format does so. */
	private function time( \DateTimeImmutable $time ): string {
		$full   = '00' === $time->format( 'i' );
		$format = $full
			? _x( 'g a', 'format of a full hour', 'aaia-chatbot' )
			: _x( 'g:i a', 'format of a time', 'aaia-chatbot' );
		$site   = (string) get_option( 'time_format' );
		$spoken = str_contains( $format, 'a' ) && ! preg_match( '/(?<!\\\\)[aA]/', $site ) ? $site : $format;
		return (string) wp_date( $spoken, $time->getTimestamp() );
	}
}
