<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Boost;
use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Content\ListedDocument;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Time;

/** Lets staff try a question with the search that the assistant uses. */
final class SearchController extends StaffController {

	/** Default number of passages. */
	private const LIMIT = 10;

	private const MOST = 20;

	/** Characters of a question; the search itself reads the first 1,000. */
	private const QUESTION = 10_000;

	public static function routes(): array {
		return [
			Operation::get( '/knowledge/search', 'search', Capability::View )
				->takes( Schema::closed( [
					'q'        => Schema::text( self::QUESTION ),
					'language' => Schema::text( 12 )->optional(),
					'limit'    => Schema::int( 1, self::MOST )->optional(),
				] ) )
				->answers( Schema::closed( [
					'items'        => Schema::list_of( self::passage() ),
					'milliseconds' => Schema::int(),
				] )->named( 'FoundPassages' ) ),
		];
	}

	public function __construct(
		private readonly PassageSearch $search,
		private readonly DocumentListRepository $documents,
		private readonly Highlighter $highlighter,
	) {}

	/** Passages, best first, with the words each shares with the question. */
	public function search( Input $input ): RouteResult {
		$question  = $input->text( 'q' );
		$language  = self::language( $input->line( 'language' ) );
		$begun     = hrtime( true );
		$passages  = $this->search->search( new SearchQuery( $question, $language, $input->int( 'limit', self::LIMIT ) ) );
		$taken     = intdiv( hrtime( true ) - $begun, 1_000_000 );
		$ids       = array_map( static fn( Passage $passage ): int => $passage->document_id, $passages );
		$documents = $this->documents->by_ids( array_values( array_unique( $ids ) ) );
		return RouteResult::ok( [
			'items'        => array_map(
				fn( Passage $passage ): array => $this->body( $passage, $documents[ $passage->document_id ] ?? null, $question ),
				$passages
			),
			'milliseconds' => $taken,
		] );
	}

	/** The requested language, or that of the site. */
	private static function language( string $asked ): string {
		return strtolower( substr( '' === $asked ? get_locale() : $asked, 0, 2 ) );
	}

	/** @return array<string, mixed> */
	private function body( Passage $passage, ?ListedDocument $document, string $question ): array {
		return [
			'document'    => $passage->document_id,
			'source'      => null === $document ? '' : $document->source,
			'title'       => $passage->title,
			'headings'    => $passage->heading_path,
			'text'        => $passage->text,
			'highlights'  => $this->highlighter->ranges( $passage->text, $question ),
			'url'         => $passage->url,
			'language'    => $passage->language,
			'score'       => round( $passage->score, 3 ),
			'confidence'  => round( $passage->confidence, 3 ),
			'similarity'  => null === $passage->similarity ? null : round( $passage->similarity, 3 ),
			'boost'       => ( null === $document ? Boost::Normal : $document->boost )->value,
			'modified_at' => Time::to_wire( $passage->modified_at ),
		];
	}

	private static function passage(): Schema {
		return Schema::closed( [
			'document'    => Schema::int(),
			'source'      => Schema::string(),
			'title'       => Schema::string(),
			'headings'    => Schema::list_of( Schema::string() ),
			'text'        => Schema::string(),
			'highlights'  => Schema::list_of( Schema::list_of( Schema::int() ) ),
			'url'         => Schema::string(),
			'language'    => Schema::string(),
			'score'       => Schema::number(),
			'confidence'  => Schema::number(),
			'similarity'  => Schema::number()->nullable(),
			'boost'       => Schema::enum( ...array_column( Boost::cases(), 'value' ) ),
			'modified_at' => Schema::string()->nullable(),
		] )->named( 'FoundPassage' );
	}
}
