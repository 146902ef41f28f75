<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

use Aaia\Chatbot\Alerts\AlertValues;
use Aaia\Chatbot\Alerts\SiteLocale;
use Aaia\Chatbot\Support\Text;

/** Writes a summary in the site's language. */
final class DigestText {

	/** Entries of each list. */
	private const SHOWN = 5;

	/** Earlier periods that "usual" is the mean of. */
	private const USUAL = 4;

	public function __construct(
		private readonly DigestFigures $figures,
		private readonly AlertValues $values,
		private readonly SiteLocale $locale,
	) {}

	/** Whether nothing happened that a summary would tell. */
	public function is_quiet( DigestPeriod $period ): bool {
		return 0 === $this->figures->conversations( $period ) && 0 === $this->figures->requests( $period ) && 0 === $this->figures->messages( $period )['messages'];
	}

	/** @return array{subject: string, text: string} */
	public function write( DigestPeriod $period ): array {
		return $this->locale->speak(
			fn(): array => [
				/* translators: %s: name of the site. */
				'subject' => sprintf( __( 'Summary of the AAIA chatbot: %s', 'aaia-chatbot' ), $this->values->site() ),
				'text'    => implode( "\n\n", array_filter( $this->paragraphs( $period ) ) ),
			]
		);
	}

	/** @return list<string> */
	private function paragraphs( DigestPeriod $period ): array {
		$messages = $this->figures->messages( $period );
		$answers  = $this->figures->answers( $period );
		$waiting  = $this->figures->waiting( $period->to, self::SHOWN );
		return [
			__( 'Hello,', 'aaia-chatbot' ),
			/* translators: 1: beginning, 2: end of the period. */
			sprintf( __( 'This happened in your AAIA chatbot from %1$s to %2$s.', 'aaia-chatbot' ), $this->values->time( $period->from ), $this->values->time( $period->to ) ),
			$this->counts( $period, $messages, $answers ),
			$this->listed( __( 'Most common questions:', 'aaia-chatbot' ), $this->questions( $messages['questions'] ) ),
			$this->listed( __( 'Questions left unanswered, the most frequent first; answering them would help most:', 'aaia-chatbot' ), $this->questions( $answers['open'] ) ),
			$this->listed( __( 'Waiting longest for a person:', 'aaia-chatbot' ), $this->waiting( $waiting['waiting'] ) ),
			/* translators: %d: number of conversations. */
			0 === $waiting['overdue'] ? '' : sprintf( _n( '%d conversation has been waiting for a person for more than a day.', '%d conversations have been waiting for a person for more than a day.', $waiting['overdue'], 'aaia-chatbot' ), $waiting['overdue'] ),
			admin_url( 'admin.php?page=aaia-conversations' ),
			__( 'Regards,', 'aaia-chatbot' ) . "\n" . __( 'AAIA Chatbot System', 'aaia-chatbot' ),
		];
	}

	/**
	 * @param array{messages: int, hours: array<int, int>, questions: list<array{text: string, conversation: string, count: int}>} $messages
	 * @param array{answers: int, refused: int, open: list<array{text: string, conversation: string, count: int}>}                   $answers
	 */
	private function counts( DigestPeriod $period, array $messages, array $answers ): string {
		$ratings = $this->figures->ratings( $period );
		$model   = $this->figures->model_use( $period );
		$lines   = [
			/* translators: 1: number, 2: the usual number. */
			sprintf( __( 'Conversations: %1$s (usually %2$s)', 'aaia-chatbot' ), number_format_i18n( $this->figures->conversations( $period ) ), $this->usual( $period, $this->figures->conversations( ... ) ) ),
			/* translators: %s: number. */
			sprintf( __( 'Messages of visitors: %s', 'aaia-chatbot' ), number_format_i18n( $messages['messages'] ) ),
			/* translators: 1: number, 2: the usual number. */
			sprintf( __( 'Support requests: %1$s (usually %2$s)', 'aaia-chatbot' ), number_format_i18n( $this->figures->requests( $period ) ), $this->usual( $period, $this->figures->requests( ... ) ) ) . $this->states( $period ),
		];
		if ( $answers['answers'] > 0 ) {
			/* translators: 1: percentage, 2: number of answers. */
			$lines[] = sprintf( __( 'Answered from your pages: %1$s%% of %2$s questions', 'aaia-chatbot' ), number_format_i18n( 100 * ( $answers['answers'] - $answers['refused'] ) / $answers['answers'] ), number_format_i18n( $answers['answers'] ) );
		}
		if ( [] !== $messages['hours'] ) {
			/* translators: %s: list of hours such as 14:00. */
			$lines[] = sprintf( __( 'Peak hours: %s', 'aaia-chatbot' ), implode( ', ', array_map( static fn( int $hour ): string => sprintf( '%02d:00', $hour ), array_slice( array_keys( $messages['hours'] ), 0, 3 ) ) ) );
		}
		if ( $ratings['up'] + $ratings['down'] > 0 ) {
			/* translators: 1: number of good, 2: number of bad ratings. */
			$lines[] = sprintf( __( 'Ratings: %1$s helpful, %2$s not helpful', 'aaia-chatbot' ), number_format_i18n( $ratings['up'] ), number_format_i18n( $ratings['down'] ) );
		}
		if ( $model['requests'] > 0 ) {
			/* translators: 1: number of requests, 2: number of tokens. */
			$lines[] = sprintf( __( 'Model use: %1$s requests, %2$s tokens', 'aaia-chatbot' ), number_format_i18n( $model['requests'] ), number_format_i18n( $model['tokens'] ) );
		}
		return implode( "\n", $lines );
	}

	/** @param callable(DigestPeriod): int $count */
	private function usual( DigestPeriod $period, callable $count ): string {
		$sum = 0;
		for ( $n = 1; $n <= self::USUAL; $n++ ) {
			$sum += $count( $period->earlier( $n ) );
		}
		return number_format_i18n( $sum / self::USUAL, 0 === $sum % self::USUAL ? 0 : 1 );
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
			$lines[] = sprintf( '> %s (%s×) %s', Text::line( $group['text'] ), number_format_i18n( $group['count'] ), $this->values->link( $group['conversation'] ) );
		}
		return $lines;
	}

	/**
	 * @param list<array{conversation: string, preview: string, since: \DateTimeImmutable}> $waiting
	 *
	 * @return list<string>
	 */
	private function waiting( array $waiting ): array {
		return array_map( fn( array $one ): string => sprintf( '> %s – %s %s', $this->values->time( $one['since'] ), Text::line( $one['preview'] ), $this->values->link( $one['conversation'] ) ), $waiting );
	}
}
