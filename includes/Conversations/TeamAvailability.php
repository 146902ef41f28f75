<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;

/** Tells a visitor who asked for a person when somebody is available: of the team that has the conversation, or of the site. */
final class TeamAvailability {

	/** From here on a day of the week alone could be taken for an earlier one. */
	private const WEEK = 7;

	public function __construct( private readonly OfficeHours $hours ) {}

	/** A sentence in the language of the conversation; empty when the owner has set no office hours. */
	public function sentence( string $locale, \DateTimeImmutable $now, ?int $team_id = null ): string {
		$hours = $this->hours->of( $team_id );
		if ( ! $hours->are_set() ) {
			return '';
		}
		return LocaleSwitcher::run(
			$locale,
			fn(): string => $hours->open_at( $now ) ? __( 'We’re here right now.', 'aaia-chatbot' ) : $this->away( $hours, $now ),
		);
	}

	/**
	 * By when a visitor who asks for a person now is promised an answer; null while somebody is there, and when the owner promises nothing:
	 * no office hours, or no time to answer within.
	 */
	public function promise( \DateTimeImmutable $now, ?int $team_id = null ): ?\DateTimeImmutable {
		$hours = $this->hours->of( $team_id );
		return ! $hours->are_set() || $hours->open_at( $now ) || null === $hours->next_opening( $now ) ? null : $hours->answer_due( $now );
	}

	/** Tells the promise; empty without one. */
	public function promise_sentence( string $locale, \DateTimeImmutable $now, ?int $team_id = null ): string {
		$until = $this->promise( $now, $team_id );
		return null === $until ? '' : LocaleSwitcher::run(
			$locale,
			fn(): string => sprintf(
				/* translators: %s: a time, such as "5 pm", "Tuesday at 9 am" or "Tuesday, March 3 at 9 am". */
				__( 'You’ll have our answer by %s.', 'aaia-chatbot' ),
				$this->moment( $until->setTimezone( wp_timezone() ), $now ),
			),
		);
	}

	/** The sentence while nobody is there, or empty: said to visitors before they ask for a person. */
	public function away_sentence( string $locale, \DateTimeImmutable $now ): string {
		return $this->hours->open_at( $now ) ? '' : $this->sentence( $locale, $now );
	}

	private function away( OfficeHours $hours, \DateTimeImmutable $now ): string {
		$back = $hours->next_opening( $now );
		return null === $back
			? __( 'We’re away right now.', 'aaia-chatbot' )
			: match ( self::distance( $back, $now ) ) {
				/* translators: %s: time, later today. */
				'today' => sprintf( __( 'We’re away right now. We’re back at %s.', 'aaia-chatbot' ), $this->time( $back ) ),
				'week'  => sprintf(
					/* translators: 1: day of the week, 2: time. */
					__( 'We’re away right now. We’re back on %1$s at %2$s.', 'aaia-chatbot' ),
					(string) wp_date( 'l', $back->getTimestamp() ),
					$this->time( $back ),
				),
				'later' => sprintf(
					/* translators: 1: day and date, 2: time. */
					_x( 'We’re away right now. We’re back on %1$s at %2$s.', 'with a date', 'aaia-chatbot' ),
					(string) wp_date( __( 'l, F j', 'aaia-chatbot' ), $back->getTimestamp() ),
					$this->time( $back ),
				),
			};
	}

	/** A time in the site's zone, as short as it is clear. */
	private function moment( \DateTimeImmutable $time, \DateTimeImmutable $now ): string {
		$distance = self::distance( $time, $now );
		return 'today' === $distance ? $this->time( $time ) : sprintf(
			/* translators: 1: day, with its date when it is far ahead, 2: time. */
			__( '%1$s at %2$s', 'aaia-chatbot' ),
			(string) wp_date( 'week' === $distance ? 'l' : __( 'l, F j', 'aaia-chatbot' ), $time->getTimestamp() ),
			$this->time( $time ),
		);
	}

	/**
	 * How far ahead a time is, by days of the site's zone.
	 *
	 * @return 'today'|'week'|'later'
	 */
	private static function distance( \DateTimeImmutable $time, \DateTimeImmutable $now ): string {
		$days = (int) $now->setTimezone( wp_timezone() )->setTime( 0, 0 )->diff( $time->setTime( 0, 0 ) )->days;
		return 0 === $days ? 'today' : ( $days < self::WEEK ? 'week' : 'later' );
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
