<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\TemplateValues;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\SiteLocale;

/** Writes a summary in the site's language. */
final class DigestText {

	/** Entries of each list. */
	private const SHOWN = 5;

	/** Earlier periods that "usual" is the mean of: the same days of as many weeks before. */
	private const USUAL = 4;

	public function __construct(
		private readonly DigestFigures $figures,
		private readonly TemplateValues $values,
		private readonly SiteLocale $locale,
	) {}

	/** Whether nothing happened that a summary would tell. */
	public function is_quiet( DigestPeriod $period ): bool {
		$counts = $this->figures->counts( $period );
		return 0 === $counts->conversations && 0 === $counts->requests && 0 === $counts->messages && 0 === $counts->missed;
	}

	/** @return array{subject: string, text: string} */
	public function write( DigestPeriod $period ): array {
		return $this->locale->run(
			fn(): array => [
				/* translators: %s: name of the site. */
				'subject' => sprintf( __( 'AAIA chatbot summary: %s', 'aaia-chatbot' ), Email::site_name() ),
				'text'    => implode( "\n\n", array_filter( $this->paragraphs( $period ) ) ),
			]
		);
	}

	/** @return list<string> */
	private function paragraphs( DigestPeriod $period ): array {
		$messages = $this->figures->messages( $period );
		$waiting  = $this->figures->waiting( $period->to, self::SHOWN );
		return [
			__( 'Hello,', 'aaia-chatbot' ),
			sprintf(
				/* translators: 1: beginning, 2: end of the period. */
				__( 'This happened in your AAIA chatbot from %1$s to %2$s.', 'aaia-chatbot' ),
				$this->values->time( $period->from ),
				$this->values->time( $period->to )
			),
			$this->counts( $period, $messages['hours'] ),
			$this->listed( __( 'Most common questions:', 'aaia-chatbot' ), $this->questions( $messages['questions'] ) ),
			$this->listed(
				__( 'Unanswered questions, most frequent first:', 'aaia-chatbot' ),
				$this->open_questions( $period )
			),
			$this->listed( __( 'Waiting longest for a person:', 'aaia-chatbot' ), $this->waiting( $waiting['waiting'] ) ),
			0 === $waiting['overdue'] ? '' : sprintf(
				/* translators: %d: number of conversations. */
				_n(
					'%d conversation has been waiting for a person for more than a day.',
					'%d conversations have been waiting for a person for more than a day.',
					$waiting['overdue'],
					'aaia-chatbot'
				),
				$waiting['overdue']
			),
			admin_url( 'admin.php?page=aaia-conversations' ),
			__( 'Regards,', 'aaia-chatbot' ) . "\n" . __( 'AAIA Chatbot System', 'aaia-chatbot' ),
		];
	}

	/** @param array<int, int> $hours Messages by hour, the busiest first. */
	private function counts( DigestPeriod $period, array $hours ): string {
		$now   = $this->figures->counts( $period );
		$usual = $this->usual( $period );
		$lines = [
			sprintf(
				/* translators: %s: number. */
				__( 'Conversations: %s', 'aaia-chatbot' ),
				number_format_i18n( $now->conversations )
			) . $this->compared( $usual->number( static fn( DigestCounts $one ): int => $one->conversations ) ),
			sprintf(
				/* translators: %s: number. */
				__( 'Visitor messages: %s', 'aaia-chatbot' ),
				number_format_i18n( $now->messages )
			) . $this->compared( $usual->number( static fn( DigestCounts $one ): int => $one->messages ) ),
			sprintf(
				/* translators: %s: number. */
				__( 'Support requests: %s', 'aaia-chatbot' ),
				number_format_i18n( $now->requests )
			) . $this->compared( $usual->number( static fn( DigestCounts $one ): int => $one->requests ) ) . $this->states( $period ),
		];
		$share = $now->share_answered();
		if ( null !== $share ) {
			$lines[] = sprintf(
				/* translators: 1: percentage, 2: number of answers. */
				__( 'Answered from your pages: %1$s%% of %2$s questions', 'aaia-chatbot' ),
				number_format_i18n( $share ),
				number_format_i18n( $now->answers )
			) . $this->compared( $usual->share_answered() );
		}
		if ( [] !== $hours ) {
			$lines[] = sprintf(
				/* translators: %s: list of hours such as 14:00. */
				__( 'Peak hours: %s', 'aaia-chatbot' ),
				implode( ', ', array_map( static fn( int $hour ): string => sprintf( '%02d:00', $hour ), array_slice( array_keys( $hours ), 0, 3 ) ) )
			);
		}
		if ( $now->up + $now->down > 0 ) {
			$lines[] = sprintf(
				/* translators: 1: number of good, 2: number of bad ratings. */
				__( 'Ratings: %1$s helpful, %2$s not helpful', 'aaia-chatbot' ),
				number_format_i18n( $now->up ),
				number_format_i18n( $now->down )
			) . $this->compared( $usual->ratings() );
		}
		/* translators: %s: number. */
		$lines[] = sprintf( __( 'Requests not answered in time: %s', 'aaia-chatbot' ), number_format_i18n( $now->missed ) )
			. $this->compared( $usual->number( static fn( DigestCounts $one ): int => $one->missed ) );
		$lines[] = $this->costs( $now, $usual );
		return implode( "\n", array_filter( $lines ) );
	}

	/** Empty when models cost nothing, now as usual. */
	private function costs( DigestCounts $now, DigestBaseline $usual ): string {
		$before = $usual->number( static fn( DigestCounts $one ): int => $one->micro, 1_000_000 );
		if ( 0 === $now->micro && 0 === $now->unknown && [] === $now->other && ( null === $before || '0' === $before ) ) {
			return '';
		}
		/* translators: 1: amount, 2: currency such as EUR. */
		$sum = sprintf( __( 'Model costs: %1$s %2$s', 'aaia-chatbot' ), DigestBaseline::amount( $now->micro ), $now->currency );
		foreach ( $now->other as $currency => $micro ) {
			$sum .= ' + ' . DigestBaseline::amount( $micro ) . ' ' . $currency;
		}
		if ( $now->unknown > 0 ) {
			$sum .= ', '
				. sprintf(
					/* translators: %s: number of answers. */
					_n( 'plus %s answer of unknown cost', 'plus %s answers of unknown cost', $now->unknown, 'aaia-chatbot' ),
					number_format_i18n( $now->unknown )
				);
		}
		return $sum . $this->compared( $before );
	}

	/** The same days of the weeks before, as far back as the site had conversations. */
	private function usual( DigestPeriod $period ): DigestBaseline {
		$beginning = $this->figures->beginning();
		$counts    = [];
		for ( $n = 1; $n <= self::USUAL; $n++ ) {
			$earlier = $period->earlier( $n );
			if ( null !== $beginning && $earlier->to > $beginning ) {
				$counts[] = $this->figures->counts( $earlier );
			}
		}
		return new DigestBaseline( $counts );
	}

	private function compared( ?string $usual ): string {
		/* translators: %s: a number, or two. */
		return null === $usual ? '' : ' ' . sprintf( __( '(usually %s)', 'aaia-chatbot' ), $usual );
	}

	private function states( DigestPeriod $period ): string {
		$names  = [
			'open'     => _x( 'open', 'number of conversations', 'aaia-chatbot' ),
			'pending'  => _x( 'waiting', 'number of conversations', 'aaia-chatbot' ),
			'snoozed'  => _x( 'snoozed', 'number of conversations', 'aaia-chatbot' ),
			'resolved' => _x( 'resolved', 'number of conversations', 'aaia-chatbot' ),
		];
		$states = [];
		foreach ( $this->figures->states( $period ) as $status => $count ) {
			$states[] = number_format_i18n( $count ) . ' ' . ( $names[ $status ] ?? $status );
		}
		return [] === $states ? '' : ' – ' . implode( ', ', $states );
	}

	/** @return list<string> With the place to write their answers at. */
	private function open_questions( DigestPeriod $period ): array {
		$questions = $this->questions( $this->figures->unanswered( $period ) );
		return [] === $questions ? [] : [
			...$questions,
			__( 'Write the answers here:', 'aaia-chatbot' ) . ' ' . admin_url( 'options-general.php?page=aaia-xp&tab=knowledge' ),
		];
	}

	/** @param list<string> $entries */
	private function listed( string $heading, array $entries ): string {
		return [] === $entries ? '' : $heading . "\n" . implode( "\n", $entries );
	}

	/**
	 * @param list<array{text: string, conversation: string, count: int}> $groups
	 *
	 * @return list<string>
	 */
	private function questions( array $groups ): array {
		$lines = [];
		foreach ( array_slice( $groups, 0, self::SHOWN ) as $group ) {
			$lines[] = sprintf(
				'> %s (%s×) %s',
				$this->values->line( $group['text'] ),
				number_format_i18n( $group['count'] ),
				$this->values->link( $group['conversation'] )
			);
		}
		return $lines;
	}

	/**
	 * @param list<array{conversation: string, preview: string, since: \DateTimeImmutable}> $waiting
	 *
	 * @return list<string>
	 */
	private function waiting( array $waiting ): array {
		return array_map(
			fn( array $one ): string => sprintf(
				'> %s – %s %s',
				$this->values->time( $one['since'] ),
				$this->values->line( $one['preview'] ),
				$this->values->link( $one['conversation'] )
			),
			$waiting
		);
	}
}
