<?php

/**
 * Measures how rank fusion with embeddings changes the full-text search, for simulated models of several strengths, for bench/fusion.mjs.
 * Run by `wp eval-file` with the folder of one of the public sets; prints JSON.
 *
 * No model weights are available, so models are simulated: each document has a random direction, its chunks nearly the same one. The
 * vector of a question points partly to the right document, partly to documents that the full-text search ranks high (similar words mostly
 * mean similar content), and otherwise in a random direction. The first part sets the strength of the model. Everything after the vectors
 * is the code of the plugin. Simulated errors are more independent than those of models, so gains are overstated; the harm done by a weak
 * model is the result to look at.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingClient;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingModel;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Search\Embeddings\EmbeddingSpaceRepository;
use Aaia\Chatbot\Search\Embeddings\HybridSearch;
use Aaia\Chatbot\Search\Embeddings\StoredVector;
use Aaia\Chatbot\Search\Embeddings\VectorBlockBuilder;
use Aaia\Chatbot\Search\Embeddings\VectorRepository;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;

const AAIA_DIMENSIONS = 128;

/** @return non-empty-list<float> */
function aaia_direction(): array {
	return array_map(
		static fn(): float => sqrt( -2 * log( ( mt_rand() + 1 ) / ( mt_getrandmax() + 2 ) ) ) * cos( 2 * M_PI * mt_rand() / mt_getrandmax() ),
		range( 1, AAIA_DIMENSIONS ),
	);
}

/** @param list<float> $one @param list<float> $other @return list<float> */
function aaia_plus( array $one, array $other, float $much ): array {
	return array_map( static fn( float $a, float $b ): float => $a + $much * $b, $one, $other );
}

/** A model with given vectors of questions. */
final class Aaia_Simulated implements EmbeddingProvider {

	/** @var array<string, list<float>> */
	public array $questions = [];

	public function current(): ?EmbeddingModel {
		return new EmbeddingModel( 'http://127.0.0.1', 'simulated' );
	}

	public function client( EmbeddingModel $model ): ?EmbeddingClient {
		return null;
	}

	public function of_question( EmbeddingModel $model, string $question ): array {
		return $this->questions[ $question ] ?? [];
	}

	public function problem(): string {
		return '';
	}
}

/**
 * @param list<array{question: string, relevant: list<string>}> $questions
 *
 * @return array{r1: float, ndcg: float}
 */
function aaia_quality( array $questions, callable $ranked ): array {
	$first = 0;
	$gain  = 0.0;
	foreach ( $questions as $question ) {
		foreach ( array_slice( $ranked( $question['question'] ), 0, 10 ) as $at => $id ) {
			if ( in_array( $id, $question['relevant'], true ) ) {
				$first += 0 === $at ? 1 : 0;
				$gain  += 1 / log( 2 + $at, 2 );
				break;
			}
		}
	}
	return [
		'r1'   => $first / count( $questions ),
		'ndcg' => $gain / count( $questions ),
	];
}

global $wpdb;
mt_srand( 17 );
$aaia_model   = new Aaia_Simulated();
$aaia_services  = ( new Plugin(
	WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php',
	[ EmbeddingProvider::class => $aaia_model ],
) )->services;
$aaia_database  = $aaia_services->get( Database::class );
$aaia_knowledge = $aaia_services->get( ContentService::class );
$aaia_knowledge->clear();
$aaia_source = $aaia_services->get( SourceRepository::class )->find_or_create( 'bench', 'Bench' );
foreach ( (array) file( $args[0] . '/corpus.jsonl' ) as $aaia_line ) {
	$aaia_document = json_decode( $aaia_line, true, 16, JSON_THROW_ON_ERROR );
	$aaia_knowledge->put(
		$aaia_source,
		new SourceDocument( $aaia_document['id'], $aaia_document['title'] ?? '', [ new Section( [], '', $aaia_document['text'] ) ] ),
	);
}
$aaia_knowledge->merge_if_needed();
$aaia_questions = array_map(
	static fn( string $line ): array => json_decode( $line, true, 16, JSON_THROW_ON_ERROR ),
	array_slice( (array) file( $args[0] . '/questions.jsonl' ), 0, 200 ),
);

$aaia_services->get( EmbeddingSpaceRepository::class )->begin( $aaia_model->current() );
$aaia_space      = $aaia_services->get( EmbeddingSpaceRepository::class )->of_model( $aaia_model->current() );
$aaia_directions = [];
$aaia_rows       = $wpdb->get_results( $wpdb->prepare(
	'SELECT chunks.id, documents.external_id FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id
		JOIN %i AS documents ON documents.id = units.document_id',
	...array_map( $aaia_database->table( ... ), [ 'knowledge_chunks', 'knowledge_units', 'knowledge_documents' ] ),
) );
foreach ( array_chunk( $aaia_rows, 200 ) as $aaia_some ) {
	$aaia_vectors = [];
	foreach ( $aaia_some as $aaia_row ) {
		$aaia_directions[ $aaia_row->external_id ] ??= aaia_direction();
		$aaia_vectors[ (int) $aaia_row->id ]         = [
			'hash'   => 0,
			'vector' => StoredVector::pack( aaia_plus( $aaia_directions[ $aaia_row->external_id ], aaia_direction(), 0.3 ) ),
		];
	}
	$aaia_services->get( VectorRepository::class )->add( $aaia_space->id, $aaia_vectors );
}
$aaia_services->get( EmbeddingSpaceRepository::class )->advance( $aaia_space->id, PHP_INT_MAX, 0, AAIA_DIMENSIONS );
while (
	$aaia_services->get( VectorBlockBuilder::class )
		->run_step( $aaia_services->get( EmbeddingSpaceRepository::class )->of_model( $aaia_model->current() ), VectorBlockBuilder::BULK )
	|| $aaia_services->get( VectorBlockBuilder::class )
		->run_step( $aaia_services->get( EmbeddingSpaceRepository::class )->of_model( $aaia_model->current() ) )
) {
	continue;
}
$aaia_services->get( EmbeddingSpaceRepository::class )->publish( $aaia_space->id );

$aaia_by    = static fn( PassageSearch $search ): callable => static fn( string $question ): array => array_map(
	static fn( Passage $passage ): string => $passage->external_id,
	$search->search( new SearchQuery( $question, limit: 10 ) ),
);
$aaia_words = array_combine(
	array_column( $aaia_questions, 'question' ),
	array_map( $aaia_by( $aaia_services->get( IndexSearch::class ) ), array_column( $aaia_questions, 'question' ) ),
);
$aaia_found = [
	'words'  => aaia_quality( $aaia_questions, static fn( string $question ): array => $aaia_words[ $question ] ),
	'models' => [],
];
foreach ( [ 'strong' => 0.45, 'good' => 0.33, 'weak' => 0.24, 'bad' => 0.12 ] as $aaia_name => $aaia_towards ) {
	$aaia_alone = [];
	foreach ( $aaia_questions as $aaia_question ) {
		$aaia_vector = aaia_direction();
		foreach ( $aaia_words[ $aaia_question['question'] ] as $aaia_at => $aaia_id ) {
			$aaia_vector = aaia_plus( $aaia_vector, $aaia_directions[ $aaia_id ] ?? aaia_direction(), 0.16 / ( 1 + 0.2 * $aaia_at ) );
		}
		$aaia_vector = aaia_plus( $aaia_vector, $aaia_directions[ $aaia_question['relevant'][0] ], $aaia_towards );
		$aaia_unit   = StoredVector::normalise( $aaia_vector );
		$aaia_sums   = array_map(
			static fn( array $direction ): float => StoredVector::cosine( $aaia_unit, StoredVector::pack( $direction ) ),
			$aaia_directions,
		);
		arsort( $aaia_sums );
		$aaia_alone[ $aaia_question['question'] ]            = array_slice( array_keys( $aaia_sums ), 0, 10 );
		$aaia_model->questions[ $aaia_question['question'] ] = $aaia_vector;
	}
	$aaia_found['models'][ $aaia_name ] = [
		'alone'  => aaia_quality(
			$aaia_questions,
			static fn( string $question ): array => array_map( strval( ... ), $aaia_alone[ $question ] ),
		),
		'joined' => aaia_quality( $aaia_questions, $aaia_by( $aaia_services->get( HybridSearch::class ) ) ),
	];
}
echo wp_json_encode( $aaia_found ), "\n";
