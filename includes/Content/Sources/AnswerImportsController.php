<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Support\Text;

/**
 * Imports of answers, and their export.
 *
 * The browser reads the file and sends its lines; nothing is imported before all of them are here and the import is started. A job does
 * the rest, also when the browser is gone.
 */
final class AnswerImportsController extends StaffController {

	/** Most lines of an import. */
	private const LINES = 100_000;

	/** Lines of a part: so many are imported in one transaction. All parts but the last are full. */
	public const PART = 50;

	/** Most parts in one request, and most bytes. */
	private const PARTS = 20;
	private const BYTES = 4_000_000;

	/** Most characters of a cell: more than an answer may have, so that a refused line can be mended. */
	private const CELL = 20_000;

	/** Answers per database query of an export. */
	private const PAGE = 100;

	public static function routes(): array {
		$import = self::schema();
		$line   = Schema::closed( [
			'line'     => Schema::int( 1 ),
			'question' => Schema::text( self::CELL ),
			'answer'   => Schema::text( self::CELL ),
			'language' => Schema::text( 100 ),
		] );
		return [
			Operation::get( '/knowledge/answer-imports', 'newest', Capability::Manage )
				->answers( Schema::closed( [ 'import' => $import->nullable() ] )->named( 'NewestAnswerImport' ) ),
			Operation::post( '/knowledge/answer-imports', 'begin', Capability::Manage )
				->takes( Schema::closed( [
					'name'  => Schema::text( 200 ),
					'total' => Schema::int( 1, self::LINES ),
				] ) )
				->answers( $import )->named( 'BeginAnswerImport' ),
			Operation::put( '/knowledge/answer-imports/{id}/lines', 'receive', Capability::Manage )
				->takes( Schema::closed( [
					'position' => Schema::int( 0, intdiv( self::LINES, self::PART ) ),
					'lines'    => Schema::list_of( $line, self::PART * self::PARTS ),
				] ) )
				->up_to( self::BYTES )
				->answers( Schema::closed( [ 'received' => Schema::bool() ] ) )->named( 'SendAnswerLines' ),
			Operation::post( '/knowledge/answer-imports/{id}/start', 'start', Capability::Manage )->answers( $import ),
			Operation::post( '/knowledge/answer-imports/{id}/stop', 'stop', Capability::Manage )->answers( $import ),
			Operation::get( '/knowledge/answer-imports/{id}/refused', 'refused', Capability::Manage ),
			Operation::get( '/knowledge/answers/export', 'export', Capability::Manage ),
		];
	}

	public function __construct(
		private readonly AnswerImportRepository $imports,
		private readonly AnswerRepository $answers,
		private readonly JobQueue $jobs,
	) {}

	/** The newest import. It continues when the browser that started it is closed. */
	public function newest(): RouteResult {
		$import = $this->imports->newest();
		return RouteResult::ok( [ 'import' => null === $import ? null : self::body( $import ) ] );
	}

	/** Begins an import in place of earlier ones. Refused while one is running. */
	public function begin( Input $input ): RouteResult {
		if ( AnswerImport::RUNNING === $this->imports->newest()?->state ) {
			return RouteResult::problem(
				409,
				'aaia_import_running',
				__( 'Another import is still running. Wait until it is done, or stop it.', 'aaia-chatbot' ),
			);
		}
		$this->imports->clear();
		return RouteResult::created( self::body( $this->imports->add(
			Text::line( $input->text( 'name' ) ),
			$input->int( 'total' ),
			get_current_user_id(),
		) ) );
	}

	/** Takes lines from a part's position on. The same lines may be sent again after a lost connection. */
	public function receive( Input $input, \WP_REST_Request $request ): RouteResult {
		$import = $this->imports->find( $this->in_path( $request, 'id' ) );
		if ( null === $import || AnswerImport::RECEIVING !== $import->state ) {
			return RouteResult::not_found();
		}
		$position = $input->int( 'position' );
		foreach ( array_chunk( $input->objects( 'lines' ), self::PART ) as $offset => $lines ) {
			$this->imports->add_part( $import, $position + $offset, array_map( self::line( ... ), $lines ) );
		}
		return RouteResult::ok( [ 'received' => true ] );
	}

	/** Starts an import whose lines are all here. */
	public function start( Input $input, \WP_REST_Request $request ): RouteResult {
		$import = $this->imports->find( $this->in_path( $request, 'id' ) );
		if ( null === $import ) {
			return RouteResult::not_found();
		}
		if ( $this->imports->parts( $import ) !== (int) ceil( $import->total / self::PART ) ) {
			return RouteResult::problem(
				409,
				'aaia_import_incomplete',
				__( 'Some lines of the file did not arrive, so nothing was imported. Choose the file again.', 'aaia-chatbot' ),
			);
		}
		if ( $this->imports->move( $import, AnswerImport::RECEIVING, AnswerImport::RUNNING ) ) {
			ImportAnswers::queue( $this->jobs, $import );
		}
		return $this->shown( $import );
	}

	/** Ends an import. What it has imported stays, and is said. */
	public function stop( Input $input, \WP_REST_Request $request ): RouteResult {
		$import = $this->imports->find( $this->in_path( $request, 'id' ) );
		if ( null === $import ) {
			return RouteResult::not_found();
		}
		$this->imports->move( $import, AnswerImport::RUNNING, AnswerImport::STOPPED );
		return $this->shown( $import );
	}

	/** The lines that were refused, with the reason, as a file that can be mended and imported. */
	public function refused( Input $input, \WP_REST_Request $request ): RouteResult {
		$import = $this->imports->find( $this->in_path( $request, 'id' ) );
		return null === $import ? RouteResult::not_found() : RouteResult::file(
			'aaia-refused-answers.csv',
			'text/csv; charset=utf-8',
			fn(): iterable => $this->refused_lines( $import ),
		);
	}

	/** All answers, as a file that can be imported. */
	public function export(): RouteResult {
		return RouteResult::file( 'aaia-answers-by-hand.csv', 'text/csv; charset=utf-8', fn(): iterable => $this->all_lines() );
	}

	/** @return \Generator<int, string> */
	private function refused_lines( AnswerImport $import ): \Generator {
		yield Csv::BOM . Csv::line( [ 'line', 'reason', 'question', 'answer', 'language' ] );
		for ( $position = 0; $position < $import->done; $position++ ) {
			foreach ( $this->imports->part( $import, $position ) ?? [] as $line ) {
				yield Csv::line( [
					$line['line'],
					AnswersController::refusal_sentence( $line['reason'] ?? '' ),
					$line['question'],
					$line['answer'],
					$line['language'],
				] );
			}
		}
	}

	/** @return \Generator<int, string> */
	private function all_lines(): \Generator {
		yield Csv::BOM . Csv::line( [ 'question', 'answer', 'language' ] );
		$row = 0;
		while ( [] !== ( $page = $this->answers->after( $row, self::PAGE ) ) ) { // phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition
			foreach ( $page as $row => $answer ) {
				yield Csv::line( [ $answer->question, $answer->answer, $answer->language ] );
			}
		}
	}

	/** @return array{line: int, question: string, answer: string, language: string} */
	private static function line( Input $line ): array {
		return [
			'line'     => $line->int( 'line' ),
			'question' => $line->line( 'question' ),
			'answer'   => $line->text( 'answer' ),
			'language' => strtolower( $line->line( 'language' ) ),
		];
	}

	private function shown( AnswerImport $import ): RouteResult {
		return RouteResult::ok( self::body( $this->imports->find( $import->public_id ) ?? $import ) );
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'      => Schema::string(),
			'name'    => Schema::string(),
			'state'   => Schema::enum( AnswerImport::RECEIVING, AnswerImport::RUNNING, AnswerImport::DONE, AnswerImport::STOPPED ),
			'total'   => Schema::int(),
			'done'    => Schema::int(),
			'added'   => Schema::int(),
			'changed' => Schema::int(),
			'known'   => Schema::int(),
			'refused' => Schema::int(),
		] )->named( 'AnswerImport' );
	}

	/** @return array<string, string|int> `done` in lines. */
	private static function body( AnswerImport $import ): array {
		return [
			'id'      => $import->public_id,
			'name'    => $import->name,
			'state'   => $import->state,
			'total'   => $import->total,
			'done'    => min( $import->total, $import->done * self::PART ),
			'added'   => $import->added,
			'changed' => $import->changed,
			'known'   => $import->known,
			'refused' => $import->refused,
		];
	}
}
