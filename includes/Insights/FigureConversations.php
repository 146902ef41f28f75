<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Inbox\FigureFilter;
use Aaia\Chatbot\Inbox\IndexRange;
use Aaia\Chatbot\Inbox\SqlCondition;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** The conversations that count in a figure: by the facts that were summed. */
final class FigureConversations implements FigureFilter {

	/** Conditions on the facts `f`. */
	private const FIGURES = [
		'began'        => '1 = 1',
		'alone'        => 'f.answered_alone = 1',
		'escalated'    => 'f.escalated = 1',
		'resolved'     => 'f.resolved = 1',
		'replied'      => 'f.reply IS NOT NULL',
		'rated'        => 'f.up + f.down > 0',
		'scored'       => 'f.score IS NOT NULL',
		'confirmed'    => "f.outcome = 'confirmed'",
		'silent'       => "f.outcome = 'silent'",
		'contradicted' => "f.outcome = 'contradicted'",
		'handled'      => "f.outcome = 'handled'",
	];

	/** Conditions with a value, and without one where that is possible. */
	private const SLICES = [
		'channel'  => [ 'f.channel = %s', null ],
		'language' => [ 'f.language = %s', "f.language = ''" ],
		'page'     => [ 'f.page = %s', "f.page = ''" ],
		'category' => [ 'f.category_id = %d', 'f.category_id IS NULL' ],
		'team'     => [ 'f.team_id = %d', 'f.team_id IS NULL' ],
		'agent'    => [ 'f.agent_id = %d', null ],
	];

	public function __construct( private readonly Database $database ) {}

	public function range( string $figure, string $from, string $to ): ?IndexRange {
		$period = Period::between( $from, $to );
		if ( null === $period ) {
			return null;
		}
		[ $begin, $end ] = array_map( Time::to_database( ... ), $period->moments() );
		if ( 'requests' === $figure ) {
			return new IndexRange( 'PRIMARY', new SqlCondition(
				'c.id IN ( SELECT r.conversation_id FROM %i r WHERE r.created_at >= %s AND r.created_at < %s )',
				[ $this->database->table( 'support_requests' ), $begin, $end ],
			), null );
		}
		if ( 1 === preg_match( '/\Atheme:(\d{1,18}(?:-\d{1,18}){0,99})\z/', $figure, $part ) ) {
			$themes = array_map( 'intval', explode( '-', $part[1] ) );
			return new IndexRange( 'PRIMARY', new SqlCondition(
				'c.id IN ( SELECT q.conversation_id FROM %i q WHERE q.week >= %s AND q.week <= %s AND q.theme IN ('
					. implode( ', ', array_fill( 0, count( $themes ), '%d' ) ) . ') )',
				[ $this->database->table( 'question_themes' ), WeekThemes::week( $from ), $to, ...$themes ],
			), null );
		}
		$fact = $this->fact( $figure );
		return null === $fact ? null : new IndexRange(
			'conversation_times',
			new SqlCondition( 'c.created_at >= %s AND c.created_at < %s', [ $begin, $end ] ),
			new SqlCondition(
				'EXISTS ( SELECT 1 FROM %i f WHERE f.conversation_id = c.id AND ' . $fact->sql . ' )',
				[ $this->database->table( 'conversation_facts' ), ...$fact->values ],
			),
		);
	}

	private function fact( string $figure ): ?SqlCondition {
		if ( isset( self::FIGURES[ $figure ] ) ) {
			return new SqlCondition( self::FIGURES[ $figure ] );
		}
		[ $name, $value ] = explode( ':', $figure, 2 ) + [ 1 => '' ];
		if ( 'hour' === $name && 1 === preg_match( '/\A([1-7])-(\d\d?)\z/', $value, $part ) ) {
			return new SqlCondition( 'f.weekday = %d AND f.hour = %d', [ (int) $part[1], (int) $part[2] ] );
		}
		if ( 'label' === $name && ctype_digit( $value ) ) {
			return new SqlCondition(
				'EXISTS ( SELECT 1 FROM %i x WHERE x.conversation_id = c.id AND x.label_id = %d )',
				[ $this->database->table( 'conversation_labels' ), (int) $value ],
			);
		}
		[ $with, $without ] = self::SLICES[ $name ] ?? [ null, null ];
		if ( 'none' === $value ) {
			return null === $without ? null : new SqlCondition( $without );
		}
		$is_number = null !== $with && str_ends_with( $with, '%d' );
		return null === $with || '' === $value || $is_number && ! ctype_digit( $value )
			? null
			: new SqlCondition( $with, [ $is_number ? (int) $value : $value ] );
	}
}
