<?php

/**
 * Asks the built-in assistant the questions of one set, for bench/answers.mjs, on a site that holds the set's pages; with a file of pages
 * it makes them first, as posts with their languages.
 *
 * Run by `wp eval-file --use-include bench/answers.php questions.jsonl answers.jsonl [pages.jsonl]`. Earlier questions of a conversation
 * are asked too; nothing is stored. The test data's README says what the files hold.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Assistant\AnswerRequest;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Tools\TurnContext;

const AAIA_BENCH_LOCALES = [ 'en' => 'en_US', 'fr' => 'fr_FR' ];

/** @return list<array<string, mixed>> */
function aaia_bench_lines( string $file ): array {
	return array_map(
		static fn( string $line ): array => json_decode( $line, true, 16, JSON_THROW_ON_ERROR ),
		(array) file( $file, FILE_SKIP_EMPTY_LINES ),
	);
}

/** @param list<ChatMessage> $history */
function aaia_bench_ask( AnswerPipeline $pipeline, string $question, array $history, string $locale ): AnswerProgress {
	$request = new AnswerRequest( $question, $history, new TurnContext( null, $locale, false, $question ), false, builtin: true );
	foreach ( $pipeline->answer( $request, new NotCancelled() ) as $progress ) {
		continue;
	}
	return $progress;
}

[ $aaia_questions, $aaia_answers ] = $args;
if ( isset( $args[2] ) ) {
	foreach ( get_posts( [ 'post_type' => [ 'page', 'post' ], 'numberposts' => -1, 'post_status' => 'any' ] ) as $aaia_old ) {
		wp_delete_post( $aaia_old->ID, true );
	}
	foreach ( aaia_bench_lines( $args[2] ) as $aaia_page ) {
		wp_insert_post( wp_slash( [
			'post_type'    => 'page',
			'post_status'  => 'publish',
			'post_title'   => $aaia_page['title'],
			'post_name'    => basename( $aaia_page['id'] ),
			'post_content' => $aaia_page['html'],
			'meta_input'   => [ '_aaia_locale' => AAIA_BENCH_LOCALES[ $aaia_page['lang'] ] ],
		] ) );
	}
	WP_CLI::runcommand( 'aaia knowledge sync', [ 'launch' => false ] );
}

$aaia_pipeline = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services->get( AnswerPipeline::class );
$aaia_out      = fopen( $aaia_answers, 'wb' );
foreach ( aaia_bench_lines( $aaia_questions ) as $aaia_question ) {
	$aaia_locale  = AAIA_BENCH_LOCALES[ $aaia_question['lang'] ];
	$aaia_history = [];
	foreach ( $aaia_question['after'] ?? [] as $aaia_before ) {
		$aaia_reply     = aaia_bench_ask( $aaia_pipeline, $aaia_before, $aaia_history, $aaia_locale );
		$aaia_history[] = new ChatMessage( 'user', $aaia_before );
		$aaia_history[] = new ChatMessage( 'assistant', $aaia_reply->parts->text(), $aaia_reply->refused );
	}
	$aaia_begun = hrtime( true );
	$aaia_reply = aaia_bench_ask( $aaia_pipeline, $aaia_question['question'], $aaia_history, $aaia_locale );
	fwrite( $aaia_out, json_encode( [
		'id'       => $aaia_question['id'],
		'text'     => $aaia_reply->parts->text(),
		'refused'  => $aaia_reply->refused,
		'offers'   => $aaia_reply->offer_person,
		'sources'  => array_column( $aaia_reply->parts->sources(), 'title' ),
		'searched' => $aaia_reply->trace?->searched,
		'ms'       => round( ( hrtime( true ) - $aaia_begun ) / 1e6, 1 ),
	], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE ) . "\n" );
}
fclose( $aaia_out );
