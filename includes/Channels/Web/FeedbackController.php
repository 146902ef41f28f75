<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Http\VisitorGate;

/** Feedback of visitors: ratings of answers, reports on sources, scores of conversations. */
final class FeedbackController extends VisitorController {

	/** Characters of a comment. */
	public const MAX_COMMENT = 1000;

	public static function routes(): array {
		$comment = Schema::text( self::MAX_COMMENT )->optional();
		$saved   = Schema::closed( [ 'saved' => Schema::bool() ] );
		return [
			Operation::put( '/chat/{id}/messages/{message}/rating', 'rate' )
				->takes( Schema::closed( [ 'value' => Schema::enum( 'up', 'down' )->nullable(), 'comment' => $comment ] ) )
				->answers( $saved )
				->named( 'RateAnswer' )
				->counted_as( 'rating' ),
			Operation::put( '/chat/{id}/messages/{message}/sources/{source}/report', 'report_source' )
				->takes( Schema::closed( [ 'comment' => $comment ] ) )
				->answers( $saved )
				->named( 'ReportSource' )
				->counted_as( 'rating' ),
			Operation::put( '/chat/{id}/satisfaction', 'score' )
				->takes( Schema::closed( [ 'score' => Schema::int( 1, 5 ), 'comment' => $comment ] ) )
				->answers( $saved )
				->named( 'ScoreConversation' )
				->counted_as( 'rating' ),
		];
	}

	public function __construct(
		VisitorGate $gate,
		private readonly ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly RatingService $ratings,
		private readonly SourceReportService $reports,
	) {
		parent::__construct( $gate );
	}

	/** Rates an answer up or down, with an optional comment; null removes the rating. */
	public function rate( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$message      = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		if ( null === $message || $message->private || AuthorType::Visitor === $message->author ) {
			return RouteResult::not_found();
		}
		$value = $input->optional( 'value' );
		$this->ratings->rate( $message, 'up' === $value || 'down' === $value ? $value : null, $input->text( 'comment' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	/** Reports an error on a source of an answer, with an optional comment. */
	public function report_source( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$message      = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		$source       = null === $message || $message->private ? null : $message->parts->source( $this->in_path( $request, 'source' ) );
		if ( null === $message || null === $source ) {
			return RouteResult::not_found();
		}
		$this->reports->report( $message, $source, $input->text( 'comment' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	/** Scores the whole conversation, 1 to 5. */
	public function score( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$this->ratings->score( $conversation->id, $input->int( 'score' ), $input->text( 'comment' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
