<?php

/**
 * Ranks documents with other search engines, for bench/retrieval.mjs: SQLite FTS5, MariaDB FULLTEXT and the search of WordPress.
 *
 * Run by `wp eval-file` with: corpus, questions, and three output files for the rankings.
 */

declare( strict_types=1 );

[ $aaia_corpus, $aaia_questions, $aaia_fts5, $aaia_fulltext, $aaia_wordpress ] = $args;

$aaia_lines = static fn( string $file ): array => array_map(
	static fn( string $line ): array => json_decode( $line, true, 16, JSON_THROW_ON_ERROR ),
	(array) file( $file, FILE_SKIP_EMPTY_LINES ),
);
$aaia_rank  = static function ( string $file, callable $search ) use ( $aaia_lines, $aaia_questions ): void {
	$out = fopen( $file, 'wb' );
	foreach ( $aaia_lines( $aaia_questions ) as $question ) {
		fwrite( $out, json_encode( [ 'id' => $question['id'], 'ranked' => $search( $question['question'] ) ] ) . "\n" );
	}
	fclose( $out );
};
$aaia_documents = $aaia_lines( $aaia_corpus );

// FTS5 with accents removed, words of the question joined by OR, the title counted twice.
$aaia_memory = new PDO( 'sqlite::memory:', options: [ PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION ] );
$aaia_memory->exec( "CREATE VIRTUAL TABLE documents USING fts5( id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2' )" );
$aaia_insert = $aaia_memory->prepare( 'INSERT INTO documents VALUES ( ?, ?, ? )' );
foreach ( $aaia_documents as $aaia_document ) {
	$aaia_insert->execute( [ $aaia_document['id'], $aaia_document['title'], $aaia_document['text'] ] );
}
$aaia_match = $aaia_memory->prepare(
	'SELECT id FROM documents WHERE documents MATCH ? ORDER BY bm25( documents, 0.0, 2.0, 1.0 ) LIMIT 10',
);
$aaia_rank( $aaia_fts5, static function ( string $question ) use ( $aaia_match ): array {
	preg_match_all( '/[\p{L}\p{N}]+/u', $question, $words );
	if ( [] === $words[0] ) {
		return [];
	}
	$aaia_match->execute( [ '"' . implode( '" OR "', $words[0] ) . '"' ] );
	return $aaia_match->fetchAll( PDO::FETCH_COLUMN );
} );

// FULLTEXT in natural language mode, over title and text.
global $wpdb;
$wpdb->query( 'DROP TABLE IF EXISTS bench_fulltext' );
$wpdb->query(
	'CREATE TABLE bench_fulltext ( id VARCHAR(190) PRIMARY KEY, title TEXT, text MEDIUMTEXT, FULLTEXT both_fields ( title, text ) ) ENGINE=InnoDB CHARACTER SET utf8mb4',
);
foreach ( $aaia_documents as $aaia_document ) {
	$wpdb->insert( 'bench_fulltext', [ 'id' => $aaia_document['id'], 'title' => $aaia_document['title'], 'text' => $aaia_document['text'] ] );
}
$aaia_rank(
	$aaia_fulltext,
	static fn( string $question ): array => $wpdb->get_col( $wpdb->prepare(
		'SELECT id FROM bench_fulltext WHERE MATCH ( title, text ) AGAINST ( %s ) ORDER BY MATCH ( title, text ) AGAINST ( %s ) DESC LIMIT 10',
		$question,
		$question,
	) ),
);
$wpdb->query( 'DROP TABLE bench_fulltext' );

// The search of WordPress over the same documents as posts.
$wpdb->delete( $wpdb->posts, [ 'post_type' => 'bench_document' ] );
foreach ( $aaia_documents as $aaia_document ) {
	$wpdb->insert(
		$wpdb->posts,
		[
			'post_type' => 'bench_document',
			'post_status' => 'publish',
			'post_name' => substr( $aaia_document['id'], 0, 190 ),
			'post_title' => $aaia_document['title'],
			'post_content' => $aaia_document['text'],
			'post_excerpt' => '',
			'to_ping' => '',
			'pinged' => '',
			'post_content_filtered' => '',
		],
	);
}
register_post_type( 'bench_document', [ 'public' => true ] );
$aaia_rank( $aaia_wordpress, static function ( string $question ): array {
	$query = new WP_Query( [
		's' => $question,
		'post_type' => 'bench_document',
		'posts_per_page' => 10,
		'orderby' => 'relevance',
		'update_post_meta_cache' => false,
		'update_post_term_cache' => false,
	] );
	return wp_list_pluck( $query->posts, 'post_name' );
} );
$wpdb->delete( $wpdb->posts, [ 'post_type' => 'bench_document' ] );
