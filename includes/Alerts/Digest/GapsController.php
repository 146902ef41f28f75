<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\SiteLanguages;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/** Questions of visitors that the assistant could not answer, for owners who write the answers. */
final class GapsController extends StaffController {

	private const DAYS = 30;

	private const MOST = 30;

	/** Most characters of a question, as of those that owners write. */
	private const CHARACTERS = 500;

	public static function routes(): array {
		$gap = Schema::closed( [
			'question'     => Schema::string(),
			'count'        => Schema::int(),
			'conversation' => Schema::string(),
		] )->named( 'Gap' );
		return [
			Operation::get( '/gaps', 'list', Capability::Manage )
				->answers( Schema::closed( [ 'items' => Schema::list_of( $gap ) ] )->named( 'Gaps' ) ),
		];
	}

	public function __construct(
		private readonly DigestFigures $figures,
		private readonly AnswerRepository $answers,
		private readonly Clock $clock,
	) {}

	/** The questions of the last days, similar ones together, the most frequent first. Those with an answer by hand are left out. */
	public function list(): RouteResult {
		$now  = $this->clock->now();
		// A period ends before its last second, and times are whole seconds.
		$last = new DigestPeriod( $now->modify( '-' . self::DAYS . ' days' ), $now->modify( '+1 second' ) );
		$open = [];
		foreach ( $this->figures->unanswered( $last ) as $gap ) {
			$open[] = [
				'question'     => Text::truncate( Text::line( $gap['text'] ), self::CHARACTERS ),
				'count'        => $gap['count'],
				'conversation' => $gap['conversation'],
			];
		}
		$answered = $this->answers->answered( array_column( $open, 'question' ), [ '', ...array_column( SiteLanguages::all(), 'code' ) ] );
		$open     = array_filter( $open, static fn( array $gap ): bool => ! in_array( $gap['question'], $answered, true ) );
		return RouteResult::ok( [ 'items' => array_slice( array_values( $open ), 0, self::MOST ) ] );
	}
}
