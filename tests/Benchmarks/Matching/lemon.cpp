// Solves the matrix in a file with LEMON's network simplex; prints the seconds and the total of the pairs made.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using namespace lemon;

int main(int, char** arguments) {
  FILE* file = std::fopen(arguments[1], "rb");
  int32_t size[2];
  if (!file || std::fread(size, 4, 2, file) != 2) return 1;
  const int rows = size[0], columns = size[1];
  std::vector<int32_t> seats(columns);
  std::vector<int16_t> cells(static_cast<size_t>(rows) * columns);
  if (std::fread(seats.data(), 4, columns, file) != static_cast<size_t>(columns)) return 1;
  if (std::fread(cells.data(), 2, cells.size(), file) != cells.size()) return 1;
  std::fclose(file);

  SmartDigraph graph;
  graph.reserveNode(rows + columns + 1);
  graph.reserveArc(rows * columns + rows + columns);
  for (int node = 0; node <= rows + columns; ++node) graph.addNode();
  const auto node = [&](int id) { return SmartDigraph::nodeFromId(id); };
  const int sink = rows + columns;
  std::vector<int64_t> costs;
  std::vector<int> capacities;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const int16_t cell = cells[static_cast<size_t>(row) * columns + column];
      if (cell < 0) continue;
      graph.addArc(node(row), node(rows + column));
      costs.push_back(-cell);
      capacities.push_back(1);
    }
  for (int column = 0; column < columns; ++column) {
    graph.addArc(node(rows + column), node(sink));
    costs.push_back(0);
    capacities.push_back(seats[column]);
  }
  // Staying alone costs more than all scores together, so as many pairs as possible are made first.
  for (int row = 0; row < rows; ++row) {
    graph.addArc(node(row), node(sink));
    costs.push_back(10000LL * rows + 1);
    capacities.push_back(1);
  }

  SmartDigraph::ArcMap<int64_t> cost(graph);
  SmartDigraph::ArcMap<int> capacity(graph);
  for (size_t arc = 0; arc < costs.size(); ++arc) {
    cost[SmartDigraph::arcFromId(arc)] = costs[arc];
    capacity[SmartDigraph::arcFromId(arc)] = capacities[arc];
  }
  SmartDigraph::NodeMap<int> supply(graph, 0);
  for (int row = 0; row < rows; ++row) supply[node(row)] = 1;
  supply[node(sink)] = -rows;

  const auto start = std::chrono::steady_clock::now();
  NetworkSimplex<SmartDigraph, int, int64_t> simplex(graph);
  simplex.upperMap(capacity).costMap(cost).supplyMap(supply);
  if (simplex.run() != decltype(simplex)::OPTIMAL) return 1;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

  int64_t total = 0;
  for (size_t arc = 0; arc < costs.size(); ++arc)
    if (costs[arc] < 0 && simplex.flow(SmartDigraph::arcFromId(arc)) > 0) total -= costs[arc];
  std::printf("%f %lld\n", seconds.count(), static_cast<long long>(total));
}
